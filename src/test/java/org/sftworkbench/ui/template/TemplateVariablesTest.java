package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.chat.Message;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/** Variables beside {@code enable_thinking} reach every rendering of the pane. */
class TemplateVariablesTest {
    private static final String EFFORT =
            "{{ bos_token }}{{ reasoning_effort }} {{ messages[0].content }}{{ enable_thinking }}.";

    private final TemplateViewModel model =
            new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
    private final TemplateVariables variables = model.variables();

    @BeforeEach
    void openSomething() {
        model.tokenizerProperty().set(new WordTokenizer());
        model.rows().setAll(Rows.row(1, Message.of("user", "Hi")));
        model.template().add(new TemplatePreset("effort", EFFORT));
        model.policyProperty().set(PolicyKind.ALL);
    }

    @Test
    void thoseThatTheTemplateReadsAreOffered() {
        assertThat(variables.namesProperty().get()).containsExactly("reasoning_effort");
        model.template().sourceProperty().set("{{ date_string }}");
        assertThat(variables.namesProperty().get()).containsExactly("date_string");
    }

    @Test
    void whatIsOfferedStaysWhileTheTemplateCannotBeRead() {
        model.template().sourceProperty().set("{{ date_string ");
        assertThat(variables.namesProperty().get()).containsExactly("reasoning_effort");
    }

    @Test
    void whatIsGivenIsRenderedAndHoldsForTheOtherPanes() {
        variables.write("reasoning_effort", "low");
        assertThat(model.exampleProperty().get().text()).startsWith("low Hi");
        assertThat(model.encodingProperty().get().variables())
                .isEqualTo(Map.of("reasoning_effort", "low"));
        variables.write("reasoning_effort", "");
        assertThat(model.encodingProperty().get().variables()).isEmpty();
    }

    @Test
    void jsonIsReadAsJson() {
        variables.write("a", "true");
        variables.write("b", "[1, \"x\"]");
        variables.write("c", "26 Jul 2024");
        assertThat(model.encodingProperty().get().variables())
                .isEqualTo(Map.of("a", true, "b", List.of(1, "x"), "c", "26 Jul 2024"));
    }

    @Test
    void aNameThatTheTemplateDoesNotReadCanBeGivenToo() {
        assertThat(variables.add("other")).isEmpty();
        assertThat(variables.namesProperty().get()).containsExactly("reasoning_effort", "other");
        variables.write("other", "1");
        assertThat(model.encodingProperty().get().variables()).isEqualTo(Map.of("other", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "a b~“a b” is no name that a template can read.",
                "''~“” is no name that a template can read.",
                "1a~“1a” is no name that a template can read.",
                "messages~messages are those of the conversation below.",
                "add_generation_prompt~add_generation_prompt is the checkbox above.",
                "enable_thinking~enable_thinking is chosen beside the button of this form."
            })
    void whatCannotBeGivenIsRefusedWithAReason(String name, String why) {
        assertThat(variables.add(name)).isEqualTo(why);
        assertThat(variables.namesProperty().get()).containsExactly("reasoning_effort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "low~TEXT",
                "\"low\"~TEXT",
                "{\"a\":~NO_JSON",
                "[1~NO_JSON",
                "3.5~NUMBER",
                "false~TRUTH",
                "null~NONE",
                "[1]~LIST",
                "{\"a\": 1}~OBJECT"
            })
    void whatATextIsReadAsIsKnown(String text, VariableKind kind) {
        assertThat(VariableKind.of(text)).isEqualTo(kind);
    }

    @Test
    void blanksAreAText() {
        assertThat(VariableKind.of("  ")).isEqualTo(VariableKind.TEXT);
    }
}
