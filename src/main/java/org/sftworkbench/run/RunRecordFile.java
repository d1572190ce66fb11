package org.sftworkbench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;

/**
 * Reads and writes {@code run.json}. Keys that it does not know are left as they are, and a file is
 * replaced whole or not at all.
 */
public final class RunRecordFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;

    public RunRecordFile(RunDirectory run) {
        this.file = run.record();
    }

    /**
     * @throws RunException where the file is missing or broken; names it, and the key
     */
    public RunRecord read() {
        return decode(tree());
    }

    /** Writes a new record in place of the old, if there is any. */
    public void write(RunRecord record) {
        replace(encode(record));
    }

    /**
     * Changes the record.
     *
     * @return what is written
     * @throws RunException where the file is missing or broken, or cannot be written
     */
    public RunRecord update(UnaryOperator<RunRecord> change) {
        ObjectNode tree = tree();
        RunRecord changed = change.apply(decode(tree));
        tree.setAll(encode(changed));
        replace(tree);
        return changed;
    }

    private void replace(ObjectNode tree) {
        try {
            DurableFiles.replace(
                    file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new RunException(file + ": cannot be written: " + DurableFiles.why(e), e);
        }
    }

    private ObjectNode tree() {
        try {
            JsonNode root = JSON.readTree(SmallFile.bytes(file));
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw broken("is no JSON object");
        } catch (JsonProcessingException e) {
            throw broken(
                    "is broken JSON at line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                            + ": "
                            + JsonFault.of(e));
        } catch (IOException e) {
            throw new RunException(
                    Files.exists(file)
                            ? file + ": cannot be read: " + DurableFiles.why(e)
                            : file + ": no such file; is this the directory of a run?",
                    e);
        }
    }

    private RunRecord decode(ObjectNode root) {
        int format = root.path("format").asInt(0);
        if (format != RunRecord.FORMAT) {
            throw broken(
                    "\"format\" is "
                            + root.path("format")
                            + "; this program reads "
                            + RunRecord.FORMAT
                            + (format > RunRecord.FORMAT ? ", so a newer one is needed" : ""));
        }
        JsonNode model = root.path("model");
        JsonNode template = root.path("template");
        return new RunRecord(
                required(root, "id"),
                required(root, "name"),
                root.path("note").asText(""),
                created(required(root, "created")),
                state(required(root, "state")),
                root.path("message").asText(""),
                new RecordedModel(
                        place(model, "directory"),
                        model.path("type").asText(""),
                        model.path("parameters").asLong(0),
                        model.path("trainable").asLong(0)),
                object(root, "adapter"),
                data(root.path("data")),
                new RecordedTemplate(
                        template.path("name").asText(""),
                        template.path("sha256").asText(""),
                        template.path("text").asText(""),
                        named(template.path("named"))),
                object(root, "policy"),
                object(root, "config"),
                object(root, "summary"));
    }

    private Map<String, String> named(JsonNode templates) {
        Map<String, String> named = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : templates.properties()) {
            if (!one.getValue().isTextual()) {
                throw broken("\"named\" of \"template\" holds what is no text");
            }
            named.put(one.getKey(), one.getValue().asText());
        }
        return named;
    }

    private String required(ObjectNode root, String key) {
        JsonNode value = root.path(key);
        if (!value.isTextual()) {
            throw broken(
                    "\"" + key + "\" " + (value.isMissingNode() ? "is missing" : "is no text"));
        }
        return value.asText();
    }

    private ObjectNode object(ObjectNode root, String key) {
        JsonNode value = root.path(key);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value.isMissingNode() || value.isNull()) {
            return JSON.createObjectNode();
        }
        throw broken("\"" + key + "\" is no JSON object");
    }

    /** A path, as some system writes it; a NUL is in no system's. */
    private String place(JsonNode object, String key) {
        String text = object.path(key).asText("");
        if (text.indexOf('\0') >= 0) {
            throw broken("\"" + key + "\" holds a NUL and is no name of a file");
        }
        return text;
    }

    private Instant created(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw broken(
                    "\"created\" is \"" + text + "\", which is no time such as " + Instant.EPOCH);
        }
    }

    private RunState state(String text) {
        return RunState.named(text)
                .orElseThrow(
                        () ->
                                broken(
                                        "\"state\" is \""
                                                + text
                                                + "\"; known are running, stopped, finished and"
                                                + " failed"));
    }

    private RecordedData data(JsonNode data) {
        List<RecordedData.DataFile> files = new ArrayList<>();
        for (JsonNode one : data.path("files")) {
            files.add(
                    new RecordedData.DataFile(
                            place(one, "path"),
                            one.path("rows").asInt(0),
                            one.path("sha256").asText("")));
        }
        return new RecordedData(files, data.path("fingerprint").asText(""));
    }

    private static ObjectNode encode(RunRecord record) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", RunRecord.FORMAT);
        root.put("id", record.id());
        root.put("name", record.name());
        root.put("note", record.note());
        root.put("created", record.created().toString());
        root.put("state", record.state().text());
        root.put("message", record.message());
        root.putObject("model")
                .put("directory", record.model().directory())
                .put("type", record.model().type())
                .put("parameters", record.model().parameters())
                .put("trainable", record.model().trainable());
        root.set("adapter", record.adapter());
        ObjectNode data = root.putObject("data");
        ArrayNode files = data.putArray("files");
        for (RecordedData.DataFile file : record.data().files()) {
            files.addObject()
                    .put("path", file.path())
                    .put("rows", file.rows())
                    .put("sha256", file.sha256());
        }
        data.put("fingerprint", record.data().fingerprint());
        ObjectNode template = root.putObject("template");
        template.put("name", record.template().name())
                .put("sha256", record.template().sha256())
                .put("text", record.template().text());
        if (!record.template().named().isEmpty()) {
            ObjectNode named = template.putObject("named");
            record.template().named().forEach(named::put);
        }
        root.set("policy", record.policy());
        root.set("config", record.config());
        root.set("summary", record.summary());
        return root;
    }

    private RunException broken(String what) {
        return new RunException(file + ": " + what);
    }
}
