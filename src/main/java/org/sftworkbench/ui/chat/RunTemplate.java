package org.sftworkbench.ui.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.disk.SmallFile;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunException;
import org.sftworkbench.ui.common.words.Words;

/**
 * How the rows of a run were written, read from the {@code run.json} that a checkpoint lies under.
 *
 * @param run what the run is called
 * @param encoding its template and policy
 */
record RunTemplate(String run, EncodingOptions encoding) {
    /** A checkpoint is at most this far below its run's directory. */
    private static final int DEPTH = 3;

    /**
     * Looks for the run a model comes from; reads files.
     *
     * @param otherwise gives the policy and variables that a run does not say, or null
     * @return empty where the model lies in no run, or the run does not say its template
     * @throws DataException where the run's record cannot be read
     */
    static Optional<RunTemplate> of(Path model, EncodingOptions otherwise) {
        Path directory = model.toAbsolutePath().normalize();
        for (int i = 0; i < DEPTH && directory != null; i++) {
            Path record = directory.resolve("run.json");
            if (Files.isRegularFile(record)) {
                return read(record, directory, otherwise);
            }
            directory = directory.getParent();
        }
        return Optional.empty();
    }

    private static Optional<RunTemplate> read(
            Path record, Path directory, EncodingOptions otherwise) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(SmallFile.bytes(record));
        } catch (JsonProcessingException e) {
            throw new DataException(
                    Words.original("{0} cannot be read: {1}", record, JsonFault.of(e)));
        } catch (IOException e) {
            throw new DataException(
                    Words.original("{0} cannot be read: {1}", record, DurableFiles.why(e)));
        }
        Optional<TemplateChoice> said = template(root.path("template"));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        TemplateChoice template = said.get();
        String name = root.path("name").asText("");
        EncodingOptions encoding =
                new EncodingOptions(
                        template,
                        policy(root.path("policy"), template, otherwise),
                        variables(root, otherwise));
        return Optional.of(
                new RunTemplate(
                        name.isEmpty() ? directory.getFileName().toString() : name,
                        renderedAt(root, record).map(encoding::at).orElse(encoding)));
    }

    /** Empty where the run does not say it. */
    private static Optional<TemplateChoice> template(JsonNode said) {
        if (said.path("name").asText("").equals("role-marks")) {
            return Optional.of(new TemplateChoice.RoleMarks());
        }
        Map<String, String> named = new TreeMap<>();
        said.path("named")
                .properties()
                .forEach(one -> named.put(one.getKey(), one.getValue().asText("")));
        if (!named.isEmpty()) {
            return Optional.of(new TemplateChoice.Named(named));
        }
        return Optional.of(said.path("text").asText(""))
                .filter(text -> !text.isEmpty())
                .map(TemplateChoice.Jinja::new);
    }

    /** The time that the template told the run's rows, which is not that of now. */
    private static Optional<OffsetDateTime> renderedAt(JsonNode root, Path record) {
        if (!(root.path("policy") instanceof ObjectNode policy)) {
            return Optional.empty();
        }
        try {
            return new RowRecipe(RecordedTemplate.NONE, policy).renderedAt();
        } catch (RunException e) {
            throw new DataException(
                    Words.original("{0} cannot be read: {1}", record, e.getMessage()));
        }
    }

    private static MaskPolicy policy(
            JsonNode said, TemplateChoice template, EncodingOptions otherwise) {
        for (JsonNode text : new JsonNode[] {said, said.path("mask")}) {
            if (text.isTextual() && !text.asText().isEmpty()) {
                return MaskPolicy.parse(text.asText());
            }
        }
        if (template instanceof TemplateChoice.RoleMarks) {
            return new MaskPolicy.RoleMarks();
        }
        return otherwise == null || otherwise.policy() instanceof MaskPolicy.RoleMarks
                ? new MaskPolicy.Assistant()
                : otherwise.policy();
    }

    private static Map<String, Object> variables(JsonNode root, EncodingOptions otherwise) {
        for (JsonNode said :
                new JsonNode[] {
                    root.path("policy").path("variables"), root.path("template").path("variables")
                }) {
            if (said.isObject()) {
                @SuppressWarnings("unchecked")
                Map<String, Object> read = new ObjectMapper().convertValue(said, Map.class);
                return read;
            }
        }
        return otherwise == null ? Map.of() : otherwise.variables();
    }
}
