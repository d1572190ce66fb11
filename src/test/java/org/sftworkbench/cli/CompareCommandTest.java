package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sft compare} sets one row under two policies or templates side by side. */
class CompareCommandTest {
    private static final String ROWS =
            """
            {"messages":[{"role":"user","content":"Who is Leo?"},{"role":"assistant","content":"A singer."},{"role":"user","content":"Where?"},{"role":"assistant","content":"By the sea."}]}
            {"messages":"none"}
            """;

    @TempDir Path directory;

    @BeforeEach
    void writeRows() throws IOException {
        Files.writeString(rows(), ROWS);
    }

    @Test
    void twoPoliciesDifferInWhatIsTrained() {
        Cli run = compare("--template", "chatml", "--other-mask", "last-assistant", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode line = run.json().get(0);
        assertThat(Cli.keys(line)).containsExactly("row", "left", "right", "pairs", "differences");
        assertThat(line.get("left").get("policy").asText()).isEqualTo("assistant");
        assertThat(line.get("right").get("policy").asText()).isEqualTo("last-assistant");
        assertThat(line.get("left").get("input_ids")).isEqualTo(line.get("right").get("input_ids"));
        int differing = 0;
        for (JsonNode pair : line.get("pairs")) {
            int t = pair.get(0).intValue();
            assertThat(pair.get(1).intValue()).isEqualTo(t);
            boolean differs =
                    line.get("left").get("loss_mask").get(t).intValue()
                            != line.get("right").get("loss_mask").get(t).intValue();
            assertThat(pair.get(2).intValue()).isEqualTo(differs ? 1 : 0);
            differing += differs ? 1 : 0;
        }
        assertThat(line.get("differences").intValue()).isEqualTo(differing).isPositive();
    }

    @Test
    void twoTemplatesDifferInTokens() {
        Cli run = compare("--template", "chatml", "--other-template", "zephyr", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode pairs = run.json().get(0).get("pairs");
        List<JsonNode> onlyOne = new ArrayList<>();
        pairs.forEach(
                pair -> {
                    if (pair.get(0).isNull() || pair.get(1).isNull()) {
                        onlyOne.add(pair);
                    }
                });
        assertThat(onlyOne).isNotEmpty().allMatch(pair -> pair.get(2).intValue() == 1);
    }

    @Test
    void peopleSeeWhichTokensDifferAndWhy() {
        Cli run = compare("--template", "chatml", "--other-mask", "last-assistant");

        assertThat(run.out())
                .contains("left   chatml, assistant: ")
                .contains("right  chatml, last-assistant: ")
                .contains("≠  ")
                .contains("trained on one side");
        assertThat(run.out().lines().filter(line -> line.startsWith("≠")))
                .allMatch(line -> line.contains("yes") && line.contains("–"));
    }

    @Test
    void nothingToCompareWithIsWrongUsage() {
        assertThat(compare("--template", "chatml").exitCode()).isEqualTo(2);
    }

    @Test
    void aRowThatIsNotThereOrCannotBeReadIsNamed() {
        assertThat(compare("--row", 9, "--other-mask", "all").err())
                .contains("has no row 9; its rows go from 1 to 2");
        assertThat(compare("--row", 2, "--other-mask", "all").err()).contains("row 2, line 2: ");
    }

    @Test
    void theSideThatCannotBeIsNamed() {
        Cli run = compare("--template", "zephyr", "--other-mask", "after:nowhere");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("row 1 under zephyr, after:nowhere: ");
    }

    private Cli compare(Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("compare", "--tokenizer", Cli.STARTER, "--data", rows()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private Path rows() {
        return directory.resolve("rows.jsonl");
    }
}
