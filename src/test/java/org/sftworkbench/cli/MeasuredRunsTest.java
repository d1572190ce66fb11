package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunRecordFile;

/** What a run measures beside its steps is measured alike when it goes on by its name alone. */
@Timeout(300)
class MeasuredRunsTest {
    /** What differs between two runs of the same numbers. */
    private static final List<String> CLOCKS =
            List.of("elapsed_seconds", "tokens_per_second", "memory_bytes", "eval_seconds");

    @TempDir Path directory;

    private Path ids;

    @BeforeEach
    void writeRows() throws IOException {
        ids = directory.resolve("ids.jsonl");
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 9; row++) {
            rows.append("{\"input_ids\":[%d,%d,%d,9,2]}\n".formatted(20 + row, 40 + row, 60 + row));
        }
        Files.writeString(ids, rows);
    }

    @Test
    void rowsThatWereHeldOutAreHeldOutAgainAndTheProbedRowIsScoredOn() throws IOException {
        Path whole = directory.resolve("whole");
        Cli run =
                train(
                        whole,
                        "--eval-split",
                        0.3,
                        "--eval-steps",
                        2,
                        "--eval-batch-size",
                        2,
                        "--probe-row",
                        3,
                        "--probe-steps",
                        2);
        assertThat(run.exitCode()).as(run.err()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 3);
        Cli resumed = Cli.run("train", "--resume", killed);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        KilledRun.assertSameWeights(whole, killed);
        assertThat(measured(killed)).isEqualTo(measured(whole));
        assertThat(measured(whole))
                .filteredOn(line -> line.has("eval_loss"))
                .extracting(line -> line.get("step").asInt())
                .containsExactly(0, 2, 4, 6);
        assertThat(probe(killed)).isEqualTo(probe(whole)).hasSize(5);
        // Nobody knows what ids are there for.
        assertThat(new ObjectMapper().readTree(probe(whole).get(0)).has("kinds")).isFalse();
    }

    @Test
    void aRowThatIsTooLongIsNeitherTrainedOnNorScoredWhereTheRunGoesOn() throws IOException {
        Files.writeString(
                ids, "{\"input_ids\":[1,2,3,4,5,6,7,8,9,10,11]}\n" + Files.readString(ids) + "\n");
        Path whole = directory.resolve("whole");
        assertThat(train(whole, "--eval-split", 0.5, "--max-length", 8).exitCode()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 2);
        Cli resumed = Cli.run("train", "--resume", killed);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(measured(killed)).isEqualTo(measured(whole));
    }

    @Test
    void aFileOfRowsThatAreOnlyScoredIsReadAgainAndMustBeTheSame() throws IOException {
        Path scored = directory.resolve("scored.jsonl");
        Files.writeString(scored, "{\"input_ids\":[8,7,6,2]}\n");
        Path whole = directory.resolve("whole");
        assertThat(train(whole, "--eval-data", scored, "--eval-steps", 3).exitCode()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 2);
        Path changed = directory.resolve("changed");
        KilledRun.copy(whole, changed, 2);
        Cli resumed = Cli.run("train", "--resume", killed);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(measured(killed)).isEqualTo(measured(whole));

        Files.writeString(scored, "{\"input_ids\":[8,7,5,2]}\n");
        Cli refused = Cli.run("train", "--resume", changed);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(scored + ": has changed since the run was started");
    }

    @Test
    void otherMeasurementsThanTheRunsAreRefusedByName() throws IOException {
        Path whole = directory.resolve("whole");
        assertThat(train(whole, "--eval-split", 0.3, "--probe-row", 1).exitCode()).isZero();
        Path killed = directory.resolve("killed");
        KilledRun.copy(whole, killed, 3);
        Cli rows = train(null, "--eval-split", 0.3, "--probe-row", 2, "--resume", killed);
        assertThat(rows.exitCode()).isEqualTo(1);
        assertThat(rows.err()).contains("the probed row is another one");
        Cli none = train(null, "--eval-split", 0.3, "--resume", killed);
        assertThat(none.err()).contains("policy: probe_steps is not set here and 0 in the run");
        Cli same = train(null, "--eval-split", 0.3, "--probe-row", 1, "--resume", killed);
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(measured(killed)).isEqualTo(measured(whole));
    }

    @Test
    void theRecordSaysWhatIsMeasured() {
        Path out = directory.resolve("run");
        assertThat(train(out, "--eval-split", 0.3, "--eval-steps", 2).exitCode()).isZero();
        ObjectNode policy = new RunRecordFile(new RunDirectory(out)).read().policy();
        assertThat(policy.path("held_out").asDouble()).isEqualTo(0.3);
        assertThat(policy.path("eval_steps").asInt()).isEqualTo(2);
        assertThat(policy.has("probe_steps")).isFalse();
    }

    private Cli train(Path out, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("--batch-size", 2, "--lr", 1e-3, "--steps", 6));
        if (out != null) {
            arguments.addAll(List.of("--save-steps", 1, "--out", out));
        }
        arguments.addAll(List.of(more));
        return Cli.train(ids, arguments.toArray());
    }

    /** A run's lines of measurements, without what a clock says. */
    private static List<ObjectNode> measured(Path run) throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(new RunDirectory(run).metrics())) {
            lines.add(((ObjectNode) new ObjectMapper().readTree(line)).remove(CLOCKS));
        }
        return lines;
    }

    private static List<String> probe(Path run) throws IOException {
        assertThat(ProbeHistory.read(new RunDirectory(run))).isPresent();
        return Files.readAllLines(new RunDirectory(run).probe());
    }
}
