package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RecordedModel;
import org.sftworkbench.run.RecordedTemplate;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.ToldInChinese;
import org.sftworkbench.ui.common.words.Words;

/** Which models the chat offers. */
class KnownModelsTest {
    private final Words words = ToldInChinese.words(Language.ENGLISH);

    @TempDir Path runs;

    @Test
    void aRunThatWasDeletedIsNoLongerOffered() throws IOException {
        KnownModels models = new KnownModels(words, Runnable::run, Runnable::run, List.of());
        Path kept = adapter("kept");
        Path deleted = adapter("deleted");
        models.offer(kept);
        models.offer(deleted);
        models.runsProperty().set(runs);
        assertThat(models.all()).containsExactly(deleted, kept);

        Files.delete(deleted.resolve("adapter_config.json"));
        Files.delete(deleted);
        models.refresh();

        assertThat(models.all()).containsExactly(kept);
    }

    @Test
    void whatIsWrittenOutsideTheRunsIsOfferedTheNewestFirst(@TempDir Path elsewhere)
            throws IOException {
        KnownModels models = new KnownModels(words, Runnable::run, Runnable::run, List.of());
        models.runsProperty().set(runs);
        Path checkpoint = adapter("lora");
        Path merged = Files.createDirectory(elsewhere.resolve("lora-merged"));
        Files.writeString(merged.resolve("config.json"), "{}");
        Files.writeString(merged.resolve("model.safetensors"), "");

        models.offer(checkpoint);
        models.offer(merged);
        models.refresh();
        assertThat(models.all()).containsExactly(merged, checkpoint);

        models.offer(checkpoint);
        assertThat(models.all()).containsExactly(checkpoint, merged);
    }

    @Test
    void whatARunHasWrittenIsCalledAsTheRunIsCalledNow() throws IOException {
        Path run = runs.resolve("starter-sft-20261128");
        Path step = Files.createDirectories(run.resolve("checkpoints").resolve("step-00000181"));
        Files.writeString(step.resolve("adapter_config.json"), "{}");
        new RunRecordFile(new RunDirectory(run)).write(record("starter-sft-20261128"));
        KnownModels models = new KnownModels(words, Runnable::run, Runnable::run, List.of());
        models.runsProperty().set(runs);
        assertThat(models.found()).containsExactly(step);
        assertThat(models.name(step)).isEqualTo("starter-sft-20261128 · step 181");
        words.languageProperty().set(Language.CHINESE);
        assertThat(models.name(step)).isEqualTo("starter-sft-20261128 · 第 181 步");
        words.languageProperty().set(Language.ENGLISH);

        RunStore.rename(new RunDirectory(run), "my first");
        models.refresh();
        assertThat(models.name(step)).isEqualTo("my first · step 181");
        assertThat(models.name(run)).as("the model at its end").isEqualTo("my first");
        assertThat(models.name(runs.resolve("other"))).isEqualTo("other");
    }

    @Test
    void runsOfOneNameAreToldApartByWhenTheyWereStarted() throws IOException {
        Path first = adapter("a");
        Path second = adapter("b");
        Path other = adapter("c");
        Instant noon =
                LocalDateTime.of(2026, 11, 28, 12, 0).atZone(ZoneId.systemDefault()).toInstant();
        new RunRecordFile(new RunDirectory(first)).write(record("twice", noon));
        new RunRecordFile(new RunDirectory(second)).write(record("twice", noon.plusSeconds(3_660)));
        new RunRecordFile(new RunDirectory(other)).write(record("once"));
        KnownModels models = new KnownModels(words, Runnable::run, Runnable::run, List.of());
        models.runsProperty().set(runs);

        assertThat(models.nameAmongAll(first)).isEqualTo("twice · 2026-11-28 12:00");
        assertThat(models.nameAmongAll(second)).isEqualTo("twice · 2026-11-28 13:01");
        assertThat(models.nameAmongAll(other)).isEqualTo("once");
        assertThat(models.name(first)).isEqualTo("twice");
    }

    @Test
    void aModelThatWasAskedIsOfferedAgainAndToldFromOneOfItsName(@TempDir Path elsewhere)
            throws IOException {
        Path one = adapter("adapter");
        Path other = Files.createDirectory(elsewhere.resolve("adapter"));
        Files.writeString(other.resolve("adapter_config.json"), "{}");
        ChatViewModel view = new ChatDesk(elsewhere.resolve("talks")).view;
        view.tunedDirectoryProperty().set(one);
        view.tunedDirectoryProperty().set(other);
        view.tunedDirectoryProperty().set(ChatDesk.TUNED);
        assertThat(view.models().all()).contains(one, other);
        assertThat(view.models().nameAmongAll(one)).isEqualTo("adapter · " + runs);
        assertThat(view.models().nameAmongAll(other)).isEqualTo("adapter · " + elsewhere);

        Files.delete(other.resolve("adapter_config.json"));
        view.models().runsProperty().set(runs);
        view.models().refresh();
        assertThat(view.models().all()).contains(one).doesNotContain(other);
    }

    private static RunRecord record(String name) {
        return record(name, Instant.EPOCH);
    }

    private static RunRecord record(String name, Instant started) {
        return new RunRecord(
                "id",
                name,
                "",
                started,
                RunState.STOPPED,
                "",
                new RecordedModel("models/base", "qwen3", 1, 1),
                JsonNodeFactory.instance.objectNode(),
                new RecordedData(List.of(), ""),
                RecordedTemplate.of("model", ""),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode());
    }

    private Path adapter(String name) throws IOException {
        Path directory = Files.createDirectory(runs.resolve(name));
        Files.writeString(directory.resolve("adapter_config.json"), "{}");
        return directory;
    }
}
