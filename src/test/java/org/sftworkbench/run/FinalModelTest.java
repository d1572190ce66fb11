package org.sftworkbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sftworkbench.disk.FaultyDisk;

/** A run becomes a model in one step, whatever happens on the way. */
class FinalModelTest {
    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource
    void aRunIsAWholeModelOrNone(FaultyDisk.Fault fault) throws IOException {
        FaultyDisk sound = new FaultyDisk(fault, Integer.MAX_VALUE);
        assertThat(commits(sound, Files.createDirectory(directory.resolve("sound")))).isTrue();
        int whole = 0;
        for (int at = 1; at <= sound.operations(); at++) {
            Path run = Files.createDirectory(directory.resolve(fault + "-" + at));
            FaultyDisk disk = new FaultyDisk(fault, at);
            boolean told = commits(disk, run);
            disk.settle();
            if (told || Files.exists(run.resolve("config.json"))) {
                assertWhole(run);
                whole++;
            }
            FinalModel again = new FinalModel(new RunDirectory(run));
            again.clean();
            again.commit(FinalModelTest::write);
            assertWhole(run);
            try (Stream<Path> inside = Files.list(run)) {
                assertThat(inside.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "additional_chat_templates",
                                "config.json",
                                "model.safetensors",
                                "tokenizer.json");
            }
        }
        assertThat(whole).isLessThan(sound.operations() - 5);
    }

    /** Whether it says that the model is there. */
    private static boolean commits(FaultyDisk disk, Path run) {
        try {
            new FinalModel(new RunDirectory(disk.path(run))).commit(FinalModelTest::write);
            return true;
        } catch (RunException e) {
            assertThat(e).hasMessageContaining("the model cannot be written: ");
            return false;
        }
    }

    @Test
    void onlyWhatTheModelNamesIsReplaced() throws IOException {
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.writeString(run.resolve("run.json"), "{}");
        Files.writeString(run.resolve("model.safetensors"), "half of an earlier try");
        new FinalModel(new RunDirectory(run)).commit(FinalModelTest::write);
        assertWhole(run);
        assertThat(run.resolve("run.json")).hasContent("{}");
    }

    @Test
    void aLinkInTheFoldersPlaceIsReplacedAndNotWrittenThrough() throws IOException {
        Path run = Files.createDirectory(directory.resolve("run"));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("mine.jinja"), "mine");
        Files.createSymbolicLink(run.resolve("additional_chat_templates"), elsewhere);
        new FinalModel(new RunDirectory(run)).commit(FinalModelTest::write);
        assertWhole(run);
        assertThat(elsewhere).isDirectoryNotContaining("glob:**tool_use.jinja");
        assertThat(elsewhere.resolve("mine.jinja")).hasContent("mine");
    }

    private static void assertWhole(Path run) {
        assertThat(run.resolve("config.json")).hasContent("{\"model_type\":\"qwen3\"}");
        assertThat(run.resolve("model.safetensors")).hasContent("weights");
        assertThat(run.resolve("tokenizer.json")).hasContent("tokens");
        assertThat(run.resolve("additional_chat_templates/tool_use.jinja")).hasContent("tools");
    }

    private static void write(Path model) throws IOException {
        Files.writeString(model.resolve("config.json"), "{\"model_type\":\"qwen3\"}");
        Files.writeString(model.resolve("model.safetensors"), "weights");
        Files.writeString(model.resolve("tokenizer.json"), "tokens");
        Path folder = Files.createDirectory(model.resolve("additional_chat_templates"));
        Files.writeString(folder.resolve("tool_use.jinja"), "tools");
    }
}
