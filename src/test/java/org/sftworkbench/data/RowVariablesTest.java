package org.sftworkbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.QwenTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** The column {@code chat_template_kwargs}, a row's own template variables, as TRL reads it. */
class RowVariablesTest {
    private static final String CHAT =
            "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                    + "{\"role\":\"assistant\",\"content\":\"Hello\"}]";

    @TempDir private Path directory;

    @Test
    void theyHoldForTheRowInsteadOfThoseChosenForAll() throws IOException {
        String source =
                "{{ greeting | default('no greeting') }} {{ place | default('nowhere') }}"
                        + "{% for m in messages %} {{ m.content }}{% endfor %}";
        Map<String, Object> chosen = Map.of("greeting", "Good day", "place", "here");
        List<DataRow> rows =
                read("{" + CHAT + "}", with("{\"greeting\":\"Ahoy\"}"), with("null"), with("\"\""))
                        .rows();
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        ExampleEncoder encoder = encoder(tokenizer, source, "all", chosen);
        assertThat(rows)
                .extracting(row -> encoder.encode(row).text())
                .containsExactly(
                        "Good day here Hi Hello",
                        "Ahoy here Hi Hello",
                        "Good day here Hi Hello",
                        "Good day here Hi Hello");
        assertThat(encoder.rendering(rows.get(1).conversation().before(1), true))
                .hasValueSatisfying(prompt -> assertThat(prompt.text()).isEqualTo("Ahoy here Hi"));
        assertThat(rows).allSatisfy(row -> assertThat(row.extras()).isEmpty());
    }

    @Test
    void theMaskKnowsWhatTheyOpenAnAnswerWith() throws IOException {
        Path qwen3 = Path.of("..", "shared", "golden", "templates", "qwen3.jinja");
        assumeTrue(Files.exists(qwen3), "skipped: no golden templates at " + qwen3);
        List<DataRow> rows = read("{" + CHAT + "}", with("{\"enable_thinking\":false}")).rows();
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        for (String policy : List.of("assistant", "completion")) {
            ExampleEncoder encoder = encoder(tokenizer, Files.readString(qwen3), policy, Map.of());
            assertThat(rows)
                    .extracting(row -> tokenizer.decode(trained(encoder, row), false))
                    .containsExactly("<think>\n\n</think>\n\nHello<|im_end|>", "Hello<|im_end|>");
        }
    }

    @Test
    void aCsvCellHoldsThemAsJson() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("rows.csv"),
                        "prompt,completion,chat_template_kwargs\n"
                                + "Hi,Hello,\"{\"\"enable_thinking\"\": false}\"\n"
                                + "Hi,Hello,\n"
                                + "Hi,Hello,off\n");
        Dataset dataset = new DatasetReader().read(file);
        assertThat(dataset.rows())
                .extracting(row -> row.conversation().variables())
                .containsExactly(Map.of("enable_thinking", false), Map.of());
        assertThat(dataset.problems())
                .singleElement()
                .extracting(RowProblem::message)
                .asString()
                .startsWith(
                        "chat_template_kwargs is a text that cannot be read as JSON; expected an"
                                + " object of template variables: ");
    }

    @Test
    void toolsAmongThemAreTheOnesThatAreOffered() throws IOException {
        List<DataRow> rows =
                read(with("{\"tools\":[{\"name\":\"f\"}]}"), with("{\"tools\":null}")).rows();
        assertThat(rows)
                .extracting(row -> row.conversation().tools())
                .containsExactly(Optional.of(List.of(Map.of("name", "f"))), Optional.empty());
        assertThat(rows).allMatch(row -> row.conversation().variables().isEmpty());
    }

    @Test
    void whatIsNoVariableIsRefusedByName() throws IOException {
        assertThat(
                        read(
                                        "{" + CHAT + "}",
                                        with("5"),
                                        with("[1]"),
                                        with("{\"chat_template\":\"{{ 1 }}\"}"),
                                        with("{\"add_generation_prompt\":true}"))
                                .problems())
                .extracting(RowProblem::message)
                .containsExactly(
                        "chat_template_kwargs is a number; expected an object of template"
                                + " variables",
                        "chat_template_kwargs is a list; expected an object of template"
                                + " variables",
                        "chat_template_kwargs.chat_template is no variable of a chat template;"
                                + " remove it from the row",
                        "chat_template_kwargs.add_generation_prompt is no variable of a chat"
                                + " template; remove it from the row");
    }

    @Test
    void toolsThatAreNullAsJsonTextAreNone() throws IOException {
        Dataset dataset = read("{" + CHAT + ",\"tools\":\"null\"}");
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.rows().get(0).conversation().offersTools()).isFalse();
    }

    private static int[] trained(ExampleEncoder encoder, DataRow row) {
        LabelledExample example = encoder.label(row);
        int[] ids = example.inputIds();
        boolean[] trained = example.trained();
        return IntStream.range(0, ids.length).filter(t -> trained[t]).map(t -> ids[t]).toArray();
    }

    private static ExampleEncoder encoder(
            Tokenizer tokenizer, String template, String policy, Map<String, Object> variables) {
        return new ExampleEncoder(
                tokenizer,
                new EncodingOptions(
                        new TemplateChoice.Jinja(template), MaskPolicy.parse(policy), variables));
    }

    private static String with(String variables) {
        return "{" + CHAT + ",\"chat_template_kwargs\":" + variables + "}";
    }

    private Dataset read(String... rows) throws IOException {
        Path file = directory.resolve("rows.jsonl");
        return new DatasetReader().read(Files.writeString(file, String.join("\n", rows)));
    }
}
