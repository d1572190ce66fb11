package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.hub.LocalHub;

class HubCommandsTest {
    @TempDir Path directory;
    private LocalHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub();
    }

    @AfterEach
    void end() {
        hub.close();
    }

    private Cli pull(Object... more) {
        Object[] words = {
            "pull", "owner/model", "--mirror", hub.address(), "--to", directory.resolve("m")
        };
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void aModelIsFetchedAndItsDirectorySaid() {
        Cli run = pull();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().toList())
                .anySatisfy(line -> assertThat(line).startsWith("model.safetensors"))
                .last()
                .isEqualTo(directory.resolve("m").toString());
        assertThat(directory.resolve("m/model.safetensors"))
                .hasBinaryContent(hub.content("model.safetensors"));
    }

    @Test
    void programsReadOneLine() {
        Cli run = pull("--json");
        assertThat(run.json()).hasSize(1);
        assertThat(run.json().get(0).path("files").asInt()).isEqualTo(3);
        assertThat(run.json().get(0).path("fetched").asLong()).isGreaterThan(3_000_000);
        assertThat(run.json().get(0).path("directory").asText())
                .isEqualTo(directory.resolve("m").toString());
    }

    @Test
    void aModelThatIsNotThereIsSaidOnTheErrorStream() {
        Cli run = Cli.run("pull", "owner/none", "--mirror", hub.address(), "--to", directory);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("sft pull: owner/none").contains("404");
    }

    @Test
    void modelsInNamedDirectoriesAreListed() {
        pull();
        Cli run = Cli.run("models", directory, "--json");
        assertThat(run.json())
                .anySatisfy(
                        model -> {
                            assertThat(model.path("name").asText()).isEqualTo("m");
                            assertThat(model.path("type").asText()).isEqualTo("qwen3");
                            assertThat(model.path("obstacle").isNull()).isTrue();
                        });
    }
}
