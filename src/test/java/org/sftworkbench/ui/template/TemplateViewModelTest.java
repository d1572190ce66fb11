package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

class TemplateViewModelTest {
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}"
                    + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    private final TemplateViewModel model =
            new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);

    @BeforeEach
    void openSomething() {
        model.tokenizerProperty().set(new WordTokenizer());
        model.rows()
                .setAll(
                        row(1, Message.of("user", "Hi"), Message.of("assistant", "Hello you")),
                        row(2, Message.of("user", "Who"), Message.of("assistant", "Me")));
        model.template().add(new TemplatePreset("turns", TURNS));
    }

    @Test
    void rendersTheFirstRowAndMarksWhatTheAssistantMustWrite() {
        assertThat(model.stateProperty().get()).isEqualTo(RenderState.CURRENT);
        assertThat(text()).startsWith("<|im_start|>user\nHi<|im_end|>");
        assertThat(trained()).isEqualTo("Hello you<|im_end|>");
        assertThat(Counts.of(model.exampleProperty().get().example()).trained()).isEqualTo(3);
    }

    @Test
    void anEditedMessageIsRenderedAtOnceAndTheDatasetStaysAsItIs() {
        model.conversation().messages().get(1).contentProperty().set("Bye");
        assertThat(trained()).isEqualTo("Bye<|im_end|>");
        assertThat(model.conversation().editedProperty().get()).isTrue();
        assertThat(model.rows().get(0).conversation().messages().get(1).text())
                .isEqualTo("Hello you");
    }

    @Test
    void editsToARowAreKeptWhileAnotherIsLookedAt() {
        model.conversation().messages().get(1).contentProperty().set("Bye");
        model.conversation().rowIndexProperty().set(1);
        assertThat(trained()).isEqualTo("Me<|im_end|>");
        assertThat(model.conversation().editedProperty().get()).isFalse();
        model.conversation().rowIndexProperty().set(0);
        assertThat(trained()).isEqualTo("Bye<|im_end|>");
        model.conversation().reset();
        assertThat(trained()).isEqualTo("Hello you<|im_end|>");
        assertThat(model.conversation().editedProperty().get()).isFalse();
    }

    @Test
    void messagesCanBeAddedAndRemoved() {
        model.conversation().addAfter(1);
        assertThat(model.conversation().messages()).hasSize(3);
        assertThat(model.conversation().messages().get(2).roleProperty().get()).isEqualTo("user");
        model.conversation().messages().remove(0);
        assertThat(text()).startsWith("<|im_start|>assistant\nHello you");
    }

    @Test
    void aMistakeInTheTemplateIsToldWhereItIsAndTheLastRenderingStays() {
        EncodingOptions before = model.encodingProperty().get();
        model.template().sourceProperty().set("{% for m in messages %}\n{{ m. }}{% endfor %}");
        assertThat(model.stateProperty().get()).isEqualTo(RenderState.STALE);
        assertThat(model.problemProperty().get().summary()).contains("line 2");
        assertThat(model.errorPositionProperty().get())
                .extracting(TemplatePosition::line)
                .isEqualTo(2);
        assertThat(trained()).isEqualTo("Hello you<|im_end|>");
        assertThat(model.encodingProperty().get()).isEqualTo(before);
    }

    @Test
    void aTemplateThatIsPutRightIsRenderedAgain() {
        model.policyProperty().set(PolicyKind.ALL);
        model.template().sourceProperty().set("{{ ");
        model.template().sourceProperty().set("{{ messages[0].content }}");
        assertThat(model.stateProperty().get()).isEqualTo(RenderState.CURRENT);
        assertThat(model.problemProperty().get()).isNull();
        assertThat(model.errorPositionProperty().get()).isNull();
        assertThat(text()).isEqualTo("Hi");
    }

    @Test
    void aTemplateThatOnlyRefusesThisRowIsStillTheOneOfTheOtherPanes() {
        String refusing = "{{ raise_exception('no system message') }}";
        model.template().sourceProperty().set(refusing);
        assertThat(model.problemProperty().get().summary()).contains("no system message");
        assertThat(model.encodingProperty().get().template())
                .isEqualTo(new TemplateChoice.Jinja(refusing));
    }

    @Test
    void editsToATemplateAreKeptWhileAnotherIsChosen() {
        model.template().sourceProperty().set("edited");
        assertThat(model.template().editedProperty().get()).isTrue();
        TemplatePreset turns = model.template().presetProperty().get();
        model.template().presetProperty().set(TemplatePreset.ROLE_MARKS);
        model.template().presetProperty().set(turns);
        assertThat(model.template().sourceProperty().get()).isEqualTo("edited");
        model.template().reset();
        assertThat(model.template().sourceProperty().get()).isEqualTo(TURNS);
        assertThat(model.template().editedProperty().get()).isFalse();
    }

    @Test
    void aTextInPlaceOfTheSourceIsAnEditThatResetTakesBack() {
        assertThat(model.template().replace("{% for m in messages %}\r\n{% endfor %}")).isTrue();
        assertThat(model.template().sourceProperty().get())
                .isEqualTo("{% for m in messages %}\n{% endfor %}");
        assertThat(model.template().editedProperty().get()).isTrue();

        model.template().reset();
        assertThat(model.template().sourceProperty().get()).isEqualTo(TURNS);
    }

    @Test
    void whereThereIsNoSourceNoneIsReplaced() {
        model.template().presetProperty().set(TemplatePreset.ROLE_MARKS);
        assertThat(model.template().replace("{{ messages }}")).isFalse();
        assertThat(model.template().sourceProperty().get()).isEmpty();
        assertThat(model.template().edits()).isEmpty();
    }

    @Test
    void roleMarksBringTheirOwnPolicy() {
        model.template().presetProperty().set(TemplatePreset.ROLE_MARKS);
        assertThat(model.policies()).containsExactly(PolicyKind.ROLE_MARKS, PolicyKind.ALL);
        assertThat(model.encodingProperty().get())
                .isEqualTo(
                        new EncodingOptions(
                                new TemplateChoice.RoleMarks(),
                                new MaskPolicy.RoleMarks(),
                                Map.of()));
        assertThat(text()).contains("#USER:");
    }

    @Test
    void variablesReachTheTemplate() {
        model.policyProperty().set(PolicyKind.ALL);
        model.template()
                .sourceProperty()
                .set("{{ enable_thinking is defined and enable_thinking }}");
        assertThat(text()).isEqualTo("False");
        model.thinkingProperty().set(Thinking.TRUE);
        assertThat(text()).isEqualTo("True");
        assertThat(model.encodingProperty().get().variables())
                .containsEntry("enable_thinking", true);
        model.thinkingProperty().set(Thinking.UNSET);
        assertThat(model.encodingProperty().get().variables()).isEmpty();
    }

    @Test
    void theGenerationPromptIsOnlyForLooking() {
        EncodingOptions before = model.encodingProperty().get();
        model.generationPromptProperty().set(true);
        assertThat(text()).endsWith("<|im_start|>assistant\n");
        assertThat(model.encodingProperty().get()).isEqualTo(before);
    }

    @Test
    void fromLastLooksForTheTokenThatIsNamed() {
        model.fromLastTokenProperty().set("<|im_start|>");
        model.policyProperty().set(PolicyKind.FROM_LAST);
        assertThat(trained()).startsWith("<|im_start|>assistant");
    }

    @Test
    void afterTrainsWhatComesAfterATextAndBackslashNIsALineFeed() {
        model.markerProperty().set("<|im_start|>assistant\\n");
        model.policyProperty().set(PolicyKind.AFTER);
        String ofMarker = trained();
        assertThat(model.encodingProperty().get().policy().text())
                .isEqualTo("after:<|im_start|>assistant\n");
        model.policyProperty().set(PolicyKind.ASSISTANT);
        assertThat(ofMarker).isNotEmpty().isEqualTo(trained());
    }

    @Test
    void afterNoTextSaysWhatIsMissing() {
        model.policyProperty().set(PolicyKind.AFTER);
        model.markerProperty().set("");
        assertThat(model.problemProperty().get().summary())
                .contains("needs the text that comes before each answer");
    }

    @Test
    void whatIsWrittenBeforeATokenizerIsReadIsAnEditOfItsFirstTemplate() {
        TemplateViewModel opening =
                new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
        opening.template().sourceProperty().set("pasted {{ messages[0].content }}");
        assertThat(opening.lacksMarksProperty().getValue()).isFalse();
        opening.tokenizerProperty()
                .set(new WordTokenizer(ChatTemplates.of("tokenizer_config.json", TURNS)));
        assertThat(opening.template().sourceProperty().get())
                .isEqualTo("pasted {{ messages[0].content }}");
        assertThat(opening.template().editedProperty().get()).isTrue();
        opening.template().reset();
        assertThat(opening.template().sourceProperty().get()).isEqualTo(TURNS);
    }

    @Test
    void whatNothingWasWrittenBeforeIsShownAsItIs() {
        TemplateViewModel opening =
                new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
        opening.tokenizerProperty()
                .set(new WordTokenizer(ChatTemplates.of("tokenizer_config.json", TURNS)));
        assertThat(opening.template().sourceProperty().get()).isEqualTo(TURNS);
        assertThat(opening.template().editedProperty().get()).isFalse();
    }

    private String text() {
        return model.exampleProperty().get().text();
    }

    private String trained() {
        return model.exampleProperty().get().tokens().stream()
                .filter(TokenView::trained)
                .map(TokenView::text)
                .collect(Collectors.joining());
    }

    private static DataRow row(int number, Message... messages) {
        return new DataRow(number, number, new Conversation(List.of(messages)));
    }
}
