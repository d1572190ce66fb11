package org.sftworkbench.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * Records in JSON files that carry the number of their format; one that this program cannot read is
 * set aside under another name, never overwritten.
 *
 * @param <T> the record
 */
final class KeptJson<T> {
    private static final int FORMAT = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Half a character, which an editor may hold for a moment, and Python's NaN come back too. */
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(Integer.MAX_VALUE)
                                                    .build())
                                    .build())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final ObjectReader reader;

    private KeptJson(Class<T> type, boolean exact) {
        reader =
                exact
                        ? JSON.readerFor(type)
                                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        : JSON.readerFor(type);
    }

    /** For what cannot be made again: a file of which something would be lost is not used. */
    static <T> KeptJson<T> exact(Class<T> type) {
        return new KeptJson<>(type, true);
    }

    /** For what is soon set again: what is not known of a file is passed over. */
    static <T> KeptJson<T> tolerant(Class<T> type) {
        return new KeptJson<>(type, false);
    }

    /** Why a file is not used; the message is a sentence's end. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final String kind;

        Unusable(String kind, String message, Throwable cause) {
            super(message, cause);
            this.kind = kind;
        }

        private static Unusable damaged(String why, Throwable cause) {
            return new Unusable("damaged", why, cause);
        }
    }

    /**
     * @throws Unusable where it is damaged, no file at all, or of a newer program
     * @throws IOException where it cannot be read at all
     */
    T read(Path file) throws IOException, Unusable {
        requireFile(file);
        byte[] bytes = SmallFile.bytes(file);
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (tree == null || !tree.isObject() || !tree.path("format").isInt()) {
                throw Unusable.damaged("it does not say what it is", null);
            }
            if (tree.path("format").asInt() > FORMAT) {
                throw new Unusable("newer", "a newer version of this program has written it", null);
            }
            ((ObjectNode) tree).remove("format");
            T read = reader.readValue(tree);
            if (read == null) {
                throw Unusable.damaged("it is empty", null);
            }
            return read;
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null || e.getLocation().getLineNr() < 1
                            ? ""
                            : "line " + e.getLocation().getLineNr() + ": ";
            throw Unusable.damaged(line + JsonFault.of(e), e);
        }
    }

    /** What else stands in its place would be in the way of every later writing, too. */
    private static void requireFile(Path file) throws Unusable {
        if (!Files.exists(file)) {
            return;
        }
        try {
            SmallFile.requirePlain(file);
        } catch (IOException e) {
            throw Unusable.damaged(DurableFiles.why(e), e);
        }
    }

    /** Puts a record in the place of the one that was there, whole or not at all. */
    void write(Path file, T kept) throws IOException {
        ObjectNode tree = JSON.createObjectNode().put("format", FORMAT);
        tree.setAll(JSON.<ObjectNode>valueToTree(kept));
        Files.createDirectories(file.toAbsolutePath().getParent());
        DurableFiles.replace(file, JSON.writeValueAsBytes(tree));
    }

    /** Gives a file that cannot be used another name, and says so. */
    static String setAside(Path file, Unusable why) {
        String name = file.getFileName() + "." + why.kind + "-" + TIME.format(LocalDateTime.now());
        Path aside = file.resolveSibling(name);
        for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = file.resolveSibling(name + "-" + i);
        }
        try {
            DurableFiles.rename(file, aside);
            return file + " cannot be used: " + why.getMessage() + ". It was set aside as " + aside;
        } catch (IOException e) {
            return file
                    + " cannot be used: "
                    + why.getMessage()
                    + ", nor set aside: "
                    + DurableFiles.why(e);
        }
    }
}
