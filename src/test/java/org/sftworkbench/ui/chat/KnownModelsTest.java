package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models the chat offers. */
class KnownModelsTest {
    @TempDir Path runs;

    @Test
    void aRunThatWasDeletedIsNoLongerOffered() throws IOException {
        KnownModels models = new KnownModels(Runnable::run, Runnable::run, List.of());
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
        KnownModels models = new KnownModels(Runnable::run, Runnable::run, List.of());
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

    private Path adapter(String name) throws IOException {
        Path directory = Files.createDirectory(runs.resolve(name));
        Files.writeString(directory.resolve("adapter_config.json"), "{}");
        return directory;
    }
}
