package org.sftworkbench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/** A JSON object of settings, read field by field; every complaint names file and field. */
final class ConfigFile {
    // Python writes NaN and Infinity; let them through, so that the field can be named.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final int MOST_SHOWN = 100;

    private final Path file;
    private final String prefix;
    private final JsonNode root;

    private ConfigFile(Path file, String prefix, JsonNode root) {
        this.file = file;
        this.prefix = prefix;
        this.root = root;
    }

    /**
     * @throws ModelException where the file is missing or is not a JSON object
     */
    static ConfigFile read(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelException(file + ": no such file");
        }
        try {
            JsonNode tree = JSON.readTree(SmallFile.bytes(file));
            if (tree == null || !tree.isObject()) {
                throw new ModelException(file + ": not a JSON object");
            }
            return new ConfigFile(file, "", tree);
        } catch (JsonProcessingException e) {
            throw new ModelException(
                    file
                            + ": not valid JSON (line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + "): "
                            + JsonFault.of(e),
                    e);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + DurableFiles.why(e), e);
        }
    }

    /** Settings that are in memory already, to be named after a file. */
    static ConfigFile of(Path name, JsonNode root) {
        return new ConfigFile(name, "", root);
    }

    /** All of it. */
    JsonNode root() {
        return root;
    }

    /** The same file, where the fields of {@code section} are what is read. */
    ConfigFile section(String name, JsonNode section) {
        if (!section.isObject()) {
            throw wrong(name, "is " + shown(section) + "; it must be an object");
        }
        return new ConfigFile(file, prefix + name + ".", section);
    }

    /** Whether the field is there, be it null. */
    boolean has(String field) {
        return root.has(field);
    }

    /** Whether the field is there and says something. */
    boolean says(String field) {
        return root.hasNonNull(field);
    }

    JsonNode node(String field) {
        return root.path(field);
    }

    String text(String field, String absent) {
        if (!has(field)) {
            return absent;
        }
        if (!root.get(field).isTextual()) {
            throw wrong(field, "is " + shown(root.get(field)) + "; it must be a text");
        }
        return root.get(field).textValue();
    }

    boolean flag(String field, boolean absent) {
        if (!has(field)) {
            return absent;
        }
        if (!root.get(field).isBoolean()) {
            throw wrong(field, "is " + shown(root.get(field)) + "; it must be true or false");
        }
        return root.get(field).booleanValue();
    }

    int positive(String field, int absent, int most) {
        if (!has(field)) {
            return absent;
        }
        JsonNode node = root.get(field);
        if (!node.isIntegralNumber()) {
            throw wrong(field, "is " + shown(node) + ", not a whole number");
        }
        if (!node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            throw wrong(field, "is " + shown(node) + "; it must be from 1 to " + most);
        }
        return node.intValue();
    }

    double aboveZero(String field, double absent) {
        return has(field) ? aboveZero(field) : absent;
    }

    double aboveZero(String field) {
        double value = number(field);
        if (!((float) value > 0)) {
            throw wrong(field, "is " + shown(root.get(field)) + "; it must be a number above 0");
        }
        return value;
    }

    /** A number that must be there, and finite in float32, which is what is computed with. */
    double number(String field) {
        if (!says(field)) {
            throw wrong(field, has(field) ? "is null" : "is missing");
        }
        JsonNode node = root.get(field);
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw wrong(field, "is " + shown(node) + ", not a number");
        }
        if (Float.isInfinite((float) value)) {
            throw wrong(field, "is " + shown(node) + ", beyond the numbers that are computed with");
        }
        return value;
    }

    /** A list of numbers above 0 that must be there. */
    List<Double> numbers(String field) {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode node : list(field)) {
            double value = node.isNumber() ? node.doubleValue() : Double.NaN;
            if (!((float) value > 0) || Float.isInfinite((float) value)) {
                throw wrong(
                        field, "holds " + shown(node) + "; its entries must be numbers above 0");
            }
            numbers.add(value);
        }
        return numbers;
    }

    JsonNode list(String field) {
        JsonNode node = root.path(field);
        if (!node.isArray()) {
            throw wrong(
                    field, has(field) ? "is " + shown(node) + "; it must be a list" : "is missing");
        }
        return node;
    }

    /** An id or a list of ids. */
    List<Integer> ids(String field, List<Integer> absent) {
        if (!has(field)) {
            return absent;
        }
        JsonNode node = root.get(field);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : node.isArray() || node.isNull() ? node : List.of(node)) {
            if (!id.canConvertToInt() || !id.isIntegralNumber() || id.intValue() < 0) {
                throw wrong(field, "is " + shown(node) + "; it must be an id or a list of ids");
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    /** A value as it stands there, of a long one the beginning. */
    static String shown(JsonNode value) {
        return shown(value.toString());
    }

    /** A stranger's words as they stand there, of long ones the beginning. */
    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    ModelException wrong(String field, String what) {
        return new ModelException(file + ": " + prefix + field + " " + what);
    }
}
