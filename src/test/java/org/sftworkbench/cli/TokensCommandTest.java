package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sft tokens} shows what is trained, and names the rows it cannot show. */
class TokensCommandTest {
    private static final String TALK =
            """
            {"messages":[{"role":"user","content":"Hi 😀 you"},{"role":"assistant","content":"好 day"}]}
            """;

    @TempDir Path directory;

    @Test
    void aRowHasExactlyTheDocumentedKeys() throws IOException {
        Cli run = tokens(TALK, "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(Cli.keys(run.json().get(0)))
                .containsExactly(
                        "row",
                        "text",
                        "input_ids",
                        "tokens",
                        "spans",
                        "loss_mask",
                        "labels",
                        "shifted_labels",
                        "roles");
    }

    @Test
    void labelsFollowFromTheMaskInBothConventions() throws IOException {
        JsonNode row = tokens(TALK, "--json").json().get(0);

        int length = row.get("input_ids").size();
        assertThat(length).isPositive();
        for (int t = 0; t < length; t++) {
            boolean trained = row.get("loss_mask").get(t).intValue() == 1;
            int expected = trained ? row.get("input_ids").get(t).intValue() : -100;
            assertThat(row.get("labels").get(t).intValue()).isEqualTo(expected);
            int next = t + 1 < length ? row.get("labels").get(t + 1).intValue() : -100;
            assertThat(row.get("shifted_labels").get(t).intValue()).isEqualTo(next);
        }
    }

    @Test
    void theLegendStandsBeforeTokensAndNotBeforeErrors() throws IOException {
        assertThat(tokens(TALK).out()).startsWith("[trained] counts toward the loss");
        Cli beyond = tokens(TALK, "--row", "9999");
        assertThat(beyond.exitCode()).isEqualTo(1);
        assertThat(beyond.out()).isEmpty();
        assertThat(beyond.err()).contains("has no row 9999");
        Cli missing = Cli.run("tokens", "--tokenizer", Cli.STARTER, "--data", "missing.jsonl");
        assertThat(missing.out()).isEmpty();
    }

    @Test
    void bothCountsOfALongRowAreWrittenAlike() throws IOException {
        String talk = TALK.replace("好 day", "day ".repeat(1200).strip());
        assertThat(tokens(talk, "--template", "chatml").out())
                .containsPattern("tokens, [1-9],[0-9]{3} trained \\(");
    }

    @Test
    void spansCountCodePoints() throws IOException {
        JsonNode row = tokens(TALK, "--template", "chatml", "--json").json().get(0);

        int[] text = row.get("text").asText().codePoints().toArray();
        StringBuilder joined = new StringBuilder();
        int end = 0;
        for (JsonNode span : row.get("spans")) {
            // Pieces of one character share its span.
            if (span.get(1).intValue() > end) {
                int start = span.get(0).intValue();
                end = span.get(1).intValue();
                joined.append(new String(text, start, end - start));
            }
        }
        assertThat(joined.toString())
                .isEqualTo(
                        "<|im_start|>user\nHi 😀 you<|im_end|>\n<|im_start|>assistant\n好 day<|im_end|>\n");
        assertThat(end).isEqualTo(text.length);
    }

    @Test
    void theTrainedTokensAreTheAnswerAndItsEnd() throws IOException {
        JsonNode row = tokens(TALK, "--template", "chatml", "--json").json().get(0);

        List<String> trained = new ArrayList<>();
        for (int t = 0; t < row.get("tokens").size(); t++) {
            if (row.get("loss_mask").get(t).intValue() == 1) {
                trained.add(row.get("tokens").get(t).asText());
                assertThat(row.get("roles").get(t).asText()).isEqualTo("assistant");
            }
        }
        assertThat(trained).last().isEqualTo("<|im_end|>");
        assertThat(trained).contains("Ġday");
    }

    @Test
    void theBuiltInTemplateMarksWhatIsGenerated() throws IOException {
        JsonNode byBlocks =
                tokens(TALK, "--template", "chatml", "--mask", "generation", "--json")
                        .json()
                        .get(0);
        JsonNode byTurns = tokens(TALK, "--template", "chatml", "--json").json().get(0);

        assertThat(byBlocks.get("loss_mask")).isEqualTo(byTurns.get("loss_mask"));
    }

    @Test
    void theMaskRoleMarksBringsItsTemplate() throws IOException {
        JsonNode row = tokens(TALK, "--mask", "role-marks", "--json").json().get(0);

        assertThat(row.get("text").asText())
                .isEqualTo("<|im_start|>\n#USER:Hi 😀 you\n#ASSISTANT:好 day<|im_end|>");
    }

    @Test
    void variablesReachTheTemplateAsJsonValuesOrText() throws IOException {
        Path template = directory.resolve("vars.jinja");
        Files.writeString(
                template,
                "{{ n + 1 }} {{ 'yes' if flag else 'no' }} {{ word }}"
                        + "{% for m in messages %}{{ m.content }}{% endfor %}");
        JsonNode row =
                tokens(
                                TALK,
                                "--template",
                                template,
                                "--mask",
                                "all",
                                "--var",
                                "n=2",
                                "--var",
                                "flag=false",
                                "--var",
                                "word=a=b",
                                "--json")
                        .json()
                        .get(0);

        assertThat(row.get("text").asText()).startsWith("3 no a=b");
    }

    @Test
    void rowsThatCannotBeUsedAreNamedAndTheOthersShown() throws IOException {
        Cli run = tokens(TALK + "{\"messages\":\n" + TALK.replace("user", "wizard"), "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json()).hasSize(1);
        assertThat(run.err())
                .contains(data() + ": row 2, line 2: ")
                .contains(data() + ": row 3, line 3: ")
                .contains("wizard")
                .contains("2 of 3 rows");
    }

    @Test
    void oneRowCanBeAskedFor() throws IOException {
        Cli run = tokens(TALK + TALK, "--row", 2, "--json");
        assertThat(run.json()).hasSize(1);
        assertThat(run.json().get(0).get("row").intValue()).isEqualTo(2);

        Cli missing = tokens(TALK, "--row", 5);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains(data() + ": has no row 5").contains("from 1 to 1");
    }

    @Test
    void rowsLongerThanTheLimitAreMarkedNotCut() throws IOException {
        JsonNode free = tokens(TALK, "--json").json().get(0);
        JsonNode limited = tokens(TALK, "--max-length", 5, "--json").json().get(0);

        assertThat(limited.get("dropped").booleanValue()).isTrue();
        assertThat(limited.get("input_ids")).isEqualTo(free.get("input_ids"));
        assertThat(tokens(TALK, "--max-length", 500, "--json").json().get(0).get("dropped"))
                .hasToString("false");
    }

    @Test
    void peopleSeeTrainedTokensInBrackets() throws IOException {
        Cli run = tokens(TALK, "--template", "chatml");

        assertThat(run.out())
                .contains("[trained] counts toward the loss")
                .contains("Row 1 of rows.jsonl")
                .contains("[ day]|[<|im_end|>]|⏎");
        assertThat(tokens(TALK, "--table").out()).contains("shifted label");
    }

    @Test
    void aBrokenTemplateIsNamedWithItsPlace() throws IOException {
        Path template = directory.resolve("broken.jinja");
        Files.writeString(template, "{{ messages");
        Cli run = tokens(TALK, "--template", template);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(template + ": line 1, column 1: ");
    }

    @Test
    void aMissingTemplateTokenizerOrFileIsNamed() throws IOException {
        assertThat(tokens(TALK, "--template", "assets").err())
                .contains("assets: is a directory; name the template's file in it");
        assertThat(tokens(TALK, "--template", "nowhere.jinja").err())
                .contains("nowhere.jinja: no such template file")
                .contains("chatml");
        Cli noTokenizer = Cli.run("tokens", "--tokenizer", directory, "--data", data());
        assertThat(noTokenizer.exitCode()).isEqualTo(1);
        assertThat(noTokenizer.err())
                .contains(directory + ": holds neither tokenizer.json nor config.json");
        Cli noData =
                Cli.run("tokens", "--model", Cli.STARTER, "--data", directory.resolve("none.json"));
        assertThat(noData.exitCode()).isEqualTo(1);
        assertThat(noData.err()).contains("none.json");
    }

    private Cli tokens(String rows, Object... more) throws IOException {
        Files.writeString(data(), rows);
        List<Object> arguments =
                new ArrayList<>(List.of("tokens", "--model", Cli.STARTER, "--data", data()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private Path data() {
        return directory.resolve("rows.jsonl");
    }
}
