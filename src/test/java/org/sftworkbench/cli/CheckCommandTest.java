package org.sftworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.MaskChange;
import org.sftworkbench.data.MaskOverride;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.BuiltInTemplate;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** {@code sft check} says what would go wrong, where, and what to do, and counts it. */
class CheckCommandTest {
    private static final String GOOD =
            """
            {"messages":[{"role":"user","content":"Who is Leo?"},{"role":"assistant","content":"A singer."}]}
            """;
    private static final String NO_ANSWER =
            """
            {"messages":[{"role":"user","content":"Who is Leo?"}]}
            """;
    private static final String ODD_ROLE = GOOD.replace("user", "human");

    @TempDir Path directory;

    @Test
    void goodRowsEndInZero() throws IOException {
        Cli run = check(GOOD + GOOD, "--template", "chatml");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("2 rows checked: 0 errors, 0 warnings, 0 notes");
    }

    @Test
    void aPromptAndACompletionInPlainTextAreNotedOncePerFile() throws IOException {
        String pair = "{\"prompt\":\"The sky is\",\"completion\":\" blue.\"}\n";
        Cli run = check(pair + pair, "--template", "chatml");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsOnlyOnce("note     text-prompt-completion  rows.jsonl, row 1")
                .contains("TRL's SFTTrainer leaves the template out", "write rows of messages")
                .contains("2 rows checked: 0 errors, 0 warnings, 1 note; 0 rows have an error");

        String messages =
                "{\"prompt\":[{\"role\":\"user\",\"content\":\"Who is Leo?\"}],"
                        + "\"completion\":[{\"role\":\"assistant\",\"content\":\"A singer.\"}]}\n";
        assertThat(check(messages, "--template", "chatml").out())
                .contains("1 row checked: 0 errors, 0 warnings, 0 notes");
    }

    @Test
    void errorsEndInOneWarningsDoNot() throws IOException {
        assertThat(check(ODD_ROLE, "--template", "chatml").exitCode()).isZero();
        Cli run = check(GOOD + NO_ANSWER, "--template", "chatml");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("sft check: 1 error\n");
    }

    @Test
    void peopleSeePlaceMessageAndRemedy() throws IOException {
        Cli run = check(GOOD + ODD_ROLE, "--template", "chatml");

        assertThat(run.out())
                .contains("warning  unknown-role  rows.jsonl, row 2, message 1\n")
                .contains("    the role \"human\"")
                .contains("    → rename it")
                .contains("0 errors, 1 warning, 0 notes")
                .contains("trained (");
    }

    @Test
    void aFindingInJsonHasExactlyTheDocumentedKeys() throws IOException {
        Cli run =
                check(
                        GOOD.replace("Leo?", "<|im_end|>"),
                        "--template",
                        "chatml",
                        "--max-length",
                        8,
                        "--json");

        JsonNode finding =
                run.json().stream()
                        .filter(n -> n.path("check").asText().equals("special-token-in-content"))
                        .findFirst()
                        .orElseThrow();
        assertThat(Cli.keys(finding))
                .containsExactly(
                        "severity",
                        "check",
                        "file",
                        "row",
                        "message_index",
                        "tokens",
                        "template_line",
                        "template_column",
                        "message",
                        "remedy");
        assertThat(finding.get("row").intValue()).isEqualTo(1);
        assertThat(finding.get("message_index").intValue()).isZero();
        JsonNode summary = last(run);
        assertThat(Cli.keys(summary))
                .containsExactly(
                        "rows",
                        "failing_rows",
                        "errors",
                        "warnings",
                        "notes",
                        "checks",
                        "tokens",
                        "trained_tokens",
                        "lengths",
                        "limit");
        assertThat(summary.get("limit").get("longer").intValue()).isEqualTo(1);
        assertThat(summary.get("limit").get("losing_answer").intValue()).isEqualTo(1);
    }

    @Test
    void aNoteThatIsTrueOfManyRowsIsSaidOnce() throws IOException {
        Cli run = check(GOOD.repeat(9), "--template", "qwen3");

        assertThat(run.out())
                .contains("9 rows checked: 0 errors, 0 warnings, 1 note (rows: 9);")
                .containsOnlyOnce("empty-reasoning-injected  rows.jsonl, row 1")
                .doesNotContain("empty-reasoning-injected  rows.jsonl, row 2");
    }

    @Test
    void everyFindingIsCountedButOnlyTheFirstAreShown() throws IOException {
        Cli run = check(ODD_ROLE.repeat(9), "--template", "chatml", "--show", 2, "--json");

        assertThat(run.json()).hasSize(3);
        assertThat(last(run).get("warnings").intValue()).isEqualTo(9);
        assertThat(last(run).get("checks").get(0).get("rows").intValue()).isEqualTo(9);
    }

    @Test
    void unreadableRowsAreErrorsWithTheirLine() throws IOException {
        Cli run = check(GOOD + "{\"messages\":\n" + GOOD, "--template", "chatml", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode finding = run.json().get(0);
        assertThat(finding.get("check").asText()).isEqualTo("unreadable-row");
        assertThat(finding.get("row").intValue()).isEqualTo(2);
        assertThat(finding.get("message").asText()).startsWith("line 2: ");
        assertThat(last(run).get("rows").intValue()).isEqualTo(3);
    }

    @Test
    void aModelsConfigurationIsHeldAgainstTheTemplate() throws IOException {
        Path model = Files.createDirectory(directory.resolve("model"));
        for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
            Files.copy(Cli.STARTER.resolve(file), model.resolve(file));
        }
        Files.writeString(model.resolve("config.json"), "{\"vocab_size\":9,\"eos_token_id\":2}");
        Files.writeString(rows(), GOOD);
        Cli run = Cli.run("check", "--model", model, "--data", rows(), "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().stream().map(n -> n.path("check").asText()).toList())
                .contains("end-of-turn-is-not-eos", "id-beyond-embedding");
    }

    @Test
    void aBrokenTemplateIsAFindingWithItsPlace() throws IOException {
        Path template = directory.resolve("broken.jinja");
        Files.writeString(template, "{{ messages");
        Cli run = check(GOOD, "--template", template, "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().get(0).get("check").asText()).isEqualTo("template-error");
        assertThat(run.json().get(0).get("template_line").intValue()).isEqualTo(1);
    }

    @Test
    void theModelsTemplateIsWrittenWithGenerationMarks() throws IOException {
        Path marked = directory.resolve("marked.jinja");
        Cli run = check(GOOD + GOOD, "--insert-generation-marks", marked, "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains(marked + ": written; 1 rows render the same");
        assertThat(Files.readString(marked)).contains("{%- generation %}{{ answer + ");
        Cli byBlocks = tokens("--template", marked, "--mask", "generation");
        assertThat(byBlocks.exitCode()).as(byBlocks.err()).isZero();
        assertThat(byBlocks.out()).isEqualTo(tokens().out());
    }

    @Test
    void marksThatCannotBeWrittenAreSaidWithTheReason() throws IOException {
        Path marked = directory.resolve("marked.jinja");
        Path data = Files.writeString(directory.resolve("other.jsonl"), GOOD);
        Cli mistyped = check(GOOD, "--template", "chatml", "--insert-generation-marks", data);
        assertThat(mistyped.exitCode()).isEqualTo(1);
        assertThat(mistyped.err()).contains(data + ": is there already, and is no .jinja file");
        assertThat(data).hasContent(GOOD.strip());
        Cli run = check(GOOD, "--template", "chatml", "--insert-generation-marks", marked);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("not written").contains("has generation blocks already");
        assertThat(marked).doesNotExist();
    }

    @Test
    void rowsOfPlainTextAreCheckedAsFarAsTheyGoAndNamed() throws IOException {
        String text = "{\"text\":\"Leo is a singer by the sea.\"}\n";
        Cli run = check(text + text, "--template", "chatml", "--max-length", 3, "--json");

        assertThat(last(run).get("rows").intValue()).isEqualTo(2);
        assertThat(last(run).get("without_template").get("plain text").intValue()).isEqualTo(2);
        assertThat(last(run).get("limit").get("longer").intValue()).isEqualTo(2);
        assertThat(last(run).get("tokens").intValue()).isPositive();
    }

    private Cli tokens(Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of("tokens", "--tokenizer", Cli.STARTER, "--data", rows(), "--json"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void whatWasPaintedByHandIsCheckedAsPainted() throws IOException {
        Files.writeString(rows(), GOOD + GOOD);
        DataRow second = new DatasetReader().read(rows()).rows().get(1);
        LabelledExample example;
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(Cli.STARTER)) {
            example =
                    new ExampleEncoder(
                                    tokenizer,
                                    new EncodingOptions(
                                            new TemplateChoice.Jinja(
                                                    BuiltInTemplate.CHATML.source()),
                                            new MaskPolicy.Assistant(),
                                            Map.of()))
                            .label(second);
        }
        MaskOverride byPolicy = MaskOverride.none(2, example.inputIds());
        MaskOverride nothing = byPolicy;
        for (int t = 0; t < example.length(); t++) {
            nothing = example.trained()[t] ? nothing.with(t, false) : nothing;
        }
        MaskOverrideFile.beside(rows()).put(MaskChange.between(byPolicy, nothing));
        int trained =
                last(check(GOOD, "--template", "chatml", "--json"))
                        .get("trained_tokens")
                        .intValue();
        Cli run = check(GOOD + GOOD, "--template", "chatml", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().get(0).get("check").asText()).isEqualTo("no-trained-token");
        assertThat(run.json().get(0).get("row").intValue()).isEqualTo(2);
        assertThat(last(run).get("trained_tokens").intValue()).isEqualTo(trained);

        Cli other = check(GOOD + GOOD, "--template", "zephyr", "--json");
        assertThat(other.json().stream().map(n -> n.path("check").asText()).toList())
                .contains("painted-mask-not-applied")
                .doesNotContain("no-trained-token");
    }

    @Test
    void theSampleDataIsSound() {
        Cli run =
                Cli.run(
                        "check",
                        "--model",
                        Cli.STARTER,
                        "--data",
                        "sample-data/alpaca.json",
                        "sample-data/messages.jsonl",
                        "sample-data/prompt_completion.csv",
                        "--max-length",
                        1024);

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("0 errors, 0 warnings")
                .contains("more than 1,024 tokens: 0");
    }

    private JsonNode last(Cli run) {
        return run.json().get(run.json().size() - 1);
    }

    private Cli check(String rows, Object... more) throws IOException {
        Files.writeString(rows(), rows);
        List<Object> arguments =
                new ArrayList<>(List.of("check", "--tokenizer", Cli.STARTER, "--data", rows()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private Path rows() {
        return directory.resolve("rows.jsonl");
    }
}
