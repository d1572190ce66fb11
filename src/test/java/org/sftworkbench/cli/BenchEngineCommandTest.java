package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.model.GoldenModel;

class BenchEngineCommandTest {
    @Test
    void tellsEachRoundInBothPlacesAndTheMedians() {
        Cli run =
                Cli.run(
                        "bench",
                        "engine",
                        "--model",
                        GoldenModel.QWEN3.directory(),
                        "--batch-size",
                        1,
                        "--steps",
                        2,
                        "--new",
                        8,
                        "--rounds",
                        2,
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> lines = run.json();
        assertThat(lines).hasSize(5);
        for (int i = 0; i < 4; i++) {
            JsonNode round = lines.get(i);
            assertThat(Cli.keys(round))
                    .containsExactly(
                            "apart",
                            "trained_tokens_per_second",
                            "first_token_seconds",
                            "written_tokens_per_second");
            assertThat(round.get("apart").asBoolean()).isEqualTo(i % 2 == 1);
            assertThat(round.get("trained_tokens_per_second").asDouble()).isPositive();
            assertThat(round.get("first_token_seconds").asDouble()).isPositive();
            assertThat(round.get("written_tokens_per_second").asDouble()).isPositive();
        }
        JsonNode medians = lines.get(4);
        assertThat(medians.get("written_share").asDouble())
                .isEqualTo(
                        medians.get("apart").get("written_tokens_per_second").asDouble()
                                / medians.get("in_this_process")
                                        .get("written_tokens_per_second")
                                        .asDouble());
    }

    @Test
    void numbersThatAreTooSmallAreWrongUsage() {
        assertThat(Cli.run("bench", "engine", "--steps", 1).exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "engine", "--rounds", 0).exitCode()).isEqualTo(2);
    }
}
