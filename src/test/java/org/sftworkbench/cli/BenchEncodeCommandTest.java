package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sft bench encode} measures the same rows each time and says what it measured. */
class BenchEncodeCommandTest {
    @TempDir Path directory;

    @Test
    void tellsEachPassAndTheStages() {
        Cli run =
                Cli.run(
                        "bench",
                        "encode",
                        "--tokenizer",
                        Cli.STARTER,
                        "--rows",
                        100,
                        "--threads",
                        2,
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> lines = run.json();
        assertThat(lines).hasSize(3);
        assertThat(Cli.keys(lines.get(0)))
                .containsExactly(
                        "pass",
                        "rows",
                        "tokens",
                        "trained_tokens",
                        "seconds",
                        "cpu_seconds",
                        "rows_per_second",
                        "tokens_per_second",
                        "threads");
        assertThat(lines.get(1).get("rows").asInt()).isEqualTo(100);
        assertThat(lines.get(1).get("tokens")).isEqualTo(lines.get(0).get("tokens"));
        assertThat(lines.get(0).get("trained_tokens").asInt())
                .isBetween(1, lines.get(0).get("tokens").asInt() - 1);
        assertThat(Cli.keys(lines.get(2)))
                .containsExactly("read_us", "render_us", "tokenize_us", "mask_us");
    }

    @Test
    void theRowsAreOfAlpacasSizeAndTheSameForASeed() throws IOException {
        Path one = directory.resolve("one.jsonl");
        Path two = directory.resolve("two.jsonl");
        new AlpacaSizedRows(5).write(2001, one);
        new AlpacaSizedRows(5).write(2001, two);

        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(median(one, "instruction")).isBetween(22, 28);
        assertThat(median(one, "output")).isBetween(41, 49);
    }

    private static int median(Path file, String column) throws IOException {
        int[] words = new int[2001];
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < words.length; i++) {
            JsonNode row = new ObjectMapper().readTree(lines.get(i));
            words[i] = row.get(column).asText().split("\\s+").length;
        }
        Arrays.sort(words);
        return words[1000];
    }

    @Test
    void numbersBelowOneAreWrongUsage() {
        Cli run = Cli.run("bench", "encode", "--tokenizer", Cli.STARTER, "--rows", 0);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--rows");
    }
}
