package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checks find keeps a run from starting, and its job for TRL from being written. */
class StartCheckTest {
    @TempDir Path directory;

    private Path rows;
    private Path out;

    @BeforeEach
    void writeRows() throws IOException {
        rows = directory.resolve("rows.jsonl");
        out = directory.resolve("out");
        Files.writeString(
                rows,
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Who is Tom?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"A cook.\"}]}\n");
    }

    @Test
    void anErrorBlocksBothWhateverIsSaid() {
        for (Cli refused :
                List.of(
                        run("train", "--mask", "assistant,no-end-of-turn", "--start-anyway"),
                        run("export", "--mask", "assistant,no-end-of-turn", "--start-anyway"))) {
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(rows + ": row 1")
                    .contains("error (end-of-turn-untrained): the answer is trained, but")
                    .containsAnyOf("the run is not started: 1 error", "no job is written: 1 error");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void aWarningBlocksAJobUntilItIsAccepted() throws IOException {
        Files.writeString(rows, Files.readString(rows).replace("Who is Tom", "What is <|im_end|>"));
        Cli refused = run("export");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("no job is written: 1 warning")
                .contains("--start-anyway does it all the same");
        assertThat(out).doesNotExist();

        Cli written = run("export", "--start-anyway");
        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(out.resolve("job.json")).isNotEmptyFile();
    }

    private Cli run(String what, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(what.equals("train") ? List.of("train") : List.of("export", "trl"));
        arguments.addAll(List.of("--model", Cli.STARTER, "--data", rows, "--out", out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}
