package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code sft device} says what there is and what is used, and tries it where asked. */
class DeviceCommandTest {
    @Test
    void tellsOfTheMachineInOneLineOfJson() {
        Cli run = Cli.run("device", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json()).hasSize(1);
        JsonNode survey = run.json().get(0);
        assertThat(Cli.keys(survey))
                .containsExactly(
                        "used", "sentence", "cpu", "gpus", "obstacles", "libraries", "notes");
        assertThat(Cli.keys(survey.get("cpu")))
                .containsExactly(
                        "model", "cores", "memory_total", "memory_available", "features", "bf16");
        assertThat(survey.get("cpu").get("cores").asInt())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        String source = survey.get("libraries").get("source").asText();
        assertThat(source).isIn("class_path", "fetched");
        for (JsonNode gpu : survey.get("gpus")) {
            assertThat(gpu.get("obstacles").findValuesAsText("kind").contains("no_cuda_libraries"))
                    .isEqualTo(source.equals("class_path"));
        }
    }

    @Test
    void tellsTheSameToAReader() {
        Cli run = Cli.run("device");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("cpu ").contains("libtorch 2.7.1 for the CPU");
        assertThat(run.out().lines().toList()).last().asString().matches("used\\s+cpu");
    }

    @Test
    void triesTheDeviceInBothPrecisions() {
        Cli run = Cli.run("device", "--try", "--device", "cpu", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> trials = run.json().subList(1, 3);
        assertThat(trials)
                .extracting(trial -> trial.get("precision").asText())
                .containsExactly("float32", "bf16");
        assertThat(trials)
                .allSatisfy(trial -> assertThat(trial.get("gflops").asDouble()).isPositive())
                .allSatisfy(trial -> assertThat(trial.get("device").asText()).isEqualTo("cpu"));
    }

    @Test
    void aDeviceThatCannotBeHadIsRefusedWithTheReason() {
        Cli run = Cli.run("device", "--try", "--device", "cuda:7");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("sft device: there is no cuda:7");
    }

    @Test
    void aDeviceOfNoSuchNameIsWrongUsage() {
        Cli run = Cli.run("device", "--device", "gpu1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'gpu1' is no device", "--help");
        assertThat(run.out()).isEmpty();
    }
}
