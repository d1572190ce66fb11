package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Precision;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunState;
import org.sftworkbench.train.LoraConfigJson;
import org.sftworkbench.train.Trainer;
import org.sftworkbench.train.TrainingConfigJson;

/** Turns a training command into the run's record, and the numbers of a record back again. */
final class RunDescription {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunDescription() {}

    /** The record of a run that begins. */
    static RunRecord of(Command.Train command, LanguageModel model, Trainer trainer) {
        Recording recording = command.recording().orElseThrow();
        return new RunRecord(
                UUID.randomUUID().toString(),
                new RunDirectory(command.out()).name(),
                "",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                RunState.RUNNING,
                "",
                new RecordedModel(
                        command.model().toAbsolutePath().normalize().toString(),
                        model.config().modelType(),
                        model.parameters(),
                        model.trainableParameters()),
                LoraConfigJson.write(command.method().lora()),
                new RecordedData(recording.files(), trainer.fingerprint()),
                recording.template(),
                recording.policy(),
                config(command, recording),
                JSON.createObjectNode());
    }

    private static ObjectNode config(Command.Train command, Recording recording) {
        ObjectNode config =
                TrainingConfigJson.write(
                        new TrainingConfigJson.Numbers(
                                command.config(), command.method().step(), Optional.empty()));
        ModelSettings settings = command.settings();
        config.put("precision", settings.precision().name().toLowerCase(Locale.ROOT));
        config.put("device", settings.device());
        settings.base()
                .ifPresent(
                        base ->
                                config.put(
                                        "base_model",
                                        base.toAbsolutePath().normalize().toString()));
        config.put("pad_token_id", command.padId());
        config.put("save_steps", recording.saveSteps());
        config.put("save_total_limit", recording.saveTotalLimit());
        recording
                .tokenizer()
                .ifPresent(
                        directory ->
                                config.put(
                                        "tokenizer",
                                        directory.toAbsolutePath().normalize().toString()));
        Command.Train.Samples samples = command.samples();
        if (samples.wanted()) {
            config.put("sample_steps", samples.every());
            config.set("sample_prompts", JSON.valueToTree(samples.prompts()));
            config.set("sample_settings", JSON.valueToTree(samples.settings()));
        }
        return config;
    }

    static ModelSettings settings(RunRecord record) {
        ObjectNode config = record.config();
        String precision = config.path("precision").asText("float32");
        return new ModelSettings(
                precision.equals("bf16") ? Precision.BF16 : Precision.FLOAT32,
                config.path("device").asText(ModelSettings.AUTO),
                path(config, "base_model"));
    }

    static TrainingMethod method(RunRecord record) {
        return new TrainingMethod(
                LoraConfigJson.read(record.adapter()),
                TrainingConfigJson.read(record.config()).step());
    }

    static Optional<Path> tokenizer(RunRecord record) {
        return path(record.config(), "tokenizer");
    }

    private static Optional<Path> path(ObjectNode config, String name) {
        try {
            return Optional.ofNullable(config.get(name)).map(node -> Path.of(node.asText()));
        } catch (InvalidPathException e) {
            throw new RunException("\"" + name + "\" is no name of a file", e);
        }
    }

    static List<int[]> samplePrompts(RunRecord record) {
        List<int[]> prompts = new ArrayList<>();
        record.config()
                .path("sample_prompts")
                .forEach(prompt -> prompts.add(JSON.convertValue(prompt, int[].class)));
        return prompts;
    }

    static GenerationSettings sampleSettings(RunRecord record) {
        return record.config().has("sample_settings")
                ? JSON.convertValue(
                        record.config().get("sample_settings"), GenerationSettings.class)
                : GenerationSettings.greedy(1);
    }
}
