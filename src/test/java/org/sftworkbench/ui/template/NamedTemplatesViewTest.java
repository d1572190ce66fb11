package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.ToldInChinese;
import org.sftworkbench.ui.common.words.Words;

/** The several chat templates of a model in the template pane. */
class NamedTemplatesViewTest {
    private static final String TURNS =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";
    private static final String OWN = "The model's own";
    private static final int PLAIN = 0;
    private static final int WITH_TOOLS = 1;

    private final TemplateViewModel model =
            new TemplateViewModel(Words.english(), Runnable::run, Runnable::run, Runnable::run);
    private final SourceDraft draft = model.template();

    @BeforeEach
    void openRows() {
        List<Message> talk = List.of(Message.of("user", "Hi"), Message.of("assistant", "Hello"));
        model.rows()
                .setAll(
                        new DataRow(1, 1, new Conversation(talk)),
                        new DataRow(2, 2, new Conversation(talk, List.of(Map.of("name", "f")))));
    }

    private void openModel(String... names) {
        model.tokenizerProperty()
                .set(
                        new WordTokenizer(
                                new ChatTemplates(
                                        Arrays.stream(names)
                                                .sorted()
                                                .map(
                                                        name ->
                                                                new ChatTemplates.Named(
                                                                        name,
                                                                        name + ".jinja",
                                                                        name + " " + TURNS))
                                                .toList())));
    }

    private void look(int row) {
        model.conversation().rowIndexProperty().set(row);
    }

    private void choose(String name) {
        draft.presetProperty()
                .set(
                        draft.presets().stream()
                                .filter(preset -> preset.name().equals(name))
                                .findFirst()
                                .orElseThrow());
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

    private List<String> own() {
        return draft.presets().stream()
                .map(TemplatePreset::name)
                .filter(name -> name.startsWith(OWN))
                .toList();
    }

    @Test
    void oneTemplateIsOfferedAsBefore() {
        openModel("default");
        assertThat(own()).containsExactly(OWN);
        assertThat(model.encodingProperty().get().template())
                .isEqualTo(new TemplateChoice.Jinja("default " + TURNS));
        look(WITH_TOOLS);
        assertThat(text()).startsWith("default ");
        assertThat(draft.partName()).isEmpty();
    }

    @Test
    void theConversationsTemplateIsShownAndNamed() {
        openModel("default", "tool_use", "rag");
        assertThat(own())
                .containsExactly(OWN, OWN + ": default", OWN + ": rag", OWN + ": tool_use");
        assertThat(draft.partName()).isEqualTo("default");
        assertThat(draft.sourceProperty().get()).isEqualTo("default " + TURNS);
        assertThat(text()).startsWith("default <|im_start|>user");
        look(WITH_TOOLS);
        assertThat(draft.partName()).isEqualTo("tool_use");
        assertThat(draft.sourceProperty().get()).isEqualTo("tool_use " + TURNS);
        assertThat(text()).startsWith("tool_use <|im_start|>user");
        assertThat(trained()).isEqualTo("Hello<|im_end|>");
        TokenView role =
                model.exampleProperty().get().tokens().stream()
                        .filter(token -> token.text().equals("assistant"))
                        .findFirst()
                        .orElseThrow();
        assertThat(draft.sourceProperty().get().substring(role.node().column() - 1))
                .startsWith("{{ m.role }}");
        look(PLAIN);
        assertThat(draft.partName()).isEqualTo("default");
        assertThat(draft.editedProperty().get()).isFalse();
    }

    @Test
    void toolsThatAreWrittenIntoTheConversationBringTheirTemplate() {
        openModel("default", "tool_use");
        model.conversation().toolsProperty().get().textProperty().set("[{\"name\": \"g\"}]");
        assertThat(draft.partName()).isEqualTo("tool_use");
        assertThat(text()).startsWith("tool_use ");
        model.conversation().toolsProperty().get().textProperty().set(null);
        assertThat(text()).startsWith("default ");
    }

    @Test
    void oneCanBeChosenForEveryRow() {
        openModel("default", "tool_use", "rag");
        choose(OWN + ": rag");
        assertThat(text()).startsWith("rag ");
        look(WITH_TOOLS);
        assertThat(text()).startsWith("rag ");
        assertThat(draft.partName()).isEmpty();
        assertThat(model.encodingProperty().get().template())
                .isEqualTo(new TemplateChoice.Jinja("rag " + TURNS));
    }

    @Test
    void anEditIsOfTheTemplateThatIsShownWhereverItIsChosen() {
        openModel("default", "tool_use");
        look(WITH_TOOLS);
        draft.sourceProperty().set("mine " + TURNS);
        assertThat(text()).startsWith("mine ");
        look(PLAIN);
        assertThat(text()).startsWith("default ");
        assertThat(draft.editedProperty().get()).isFalse();
        assertThat(model.encodingProperty().get().template().sources())
                .containsEntry("default", "default " + TURNS)
                .containsEntry("tool_use", "mine " + TURNS);
        choose(OWN + ": tool_use");
        assertThat(draft.sourceProperty().get()).isEqualTo("mine " + TURNS);
        assertThat(draft.editedProperty().get()).isTrue();
        draft.reset();
        choose(OWN);
        look(WITH_TOOLS);
        assertThat(text()).startsWith("tool_use ");
        assertThat(draft.edits()).isEmpty();
    }

    @Test
    void editsToAnyOfThemArePutAsideAndTakenUp() {
        openModel("default", "tool_use");
        look(WITH_TOOLS);
        draft.sourceProperty().set("mine " + TURNS);
        look(PLAIN);
        assertThat(draft.isChosenEdited()).isTrue();
        draft.putAside();
        assertThat(draft.edits()).isEmpty();
        assertThat(draft.unsaved()).hasSize(1);
        draft.takeUp();
        look(WITH_TOOLS);
        assertThat(text()).startsWith("mine ");
    }

    @Test
    void aMistakeInTheShownOneHoldsTheOtherPanesBack() {
        openModel("default", "tool_use");
        TemplateChoice before = model.encodingProperty().get().template();
        look(WITH_TOOLS);
        draft.sourceProperty().set("x\n{{ ");
        assertThat(model.encodingProperty().get().template()).isEqualTo(before);
        assertThat(model.problemProperty().get().summary())
                .contains("line 2, column 1 of tool_use");
        assertThat(model.errorPositionProperty().get().line()).isEqualTo(2);
        assertThat(model.heldBackProperty().get()).contains("Mend it there, or reset it");
        look(PLAIN);
        assertThat(text()).startsWith("default ");
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void withoutADefaultTheNamesAreToldAndNothingIsChosenInSilence() {
        openModel("a", "b");
        String said =
                "the model has chat templates but none called default: a, b; choose one by its"
                        + " name";
        assertThat(model.problemProperty().get().summary()).containsIgnoringCase(said);
        assertThat(model.encodingProperty().get()).isNull();
        assertThat(model.heldBackProperty().get())
                .isEqualTo("What is chosen in the Template pane cannot be used: " + said + ".")
                .satisfies(ToldInChinese::check);
        assertThat(draft.sourceProperty().get()).isEmpty();
        draft.sourceProperty().set("typed where nothing is");
        assertThat(draft.edits()).isEmpty();
        choose(OWN + ": b");
        assertThat(text()).startsWith("b ");
        assertThat(model.heldBackProperty().get()).isEmpty();
    }

    @Test
    void withToolUseAloneOnlyRowsWithoutToolsAreRefused() {
        openModel("rag", "tool_use");
        assertThat(model.problemProperty().get().summary())
                .contains("for a conversation without tools; it has: rag, tool_use");
        assertThat(model.encodingProperty().get()).isNotNull();
        assertThat(draft.partName()).isEmpty();
        look(WITH_TOOLS);
        assertThat(text()).startsWith("tool_use ");
        assertThat(model.problemProperty().get()).isNull();
    }

    @Test
    void generationMarksGoIntoTheOneThatIsShown() {
        openModel("default", "tool_use");
        look(WITH_TOOLS);
        model.insertMarks();
        assertThat(draft.sourceProperty().get())
                .startsWith("tool_use ")
                .contains("{% generation %}");
        assertThat(model.marks().noteProperty().get().summary()).contains("one conversation");
        look(PLAIN);
        assertThat(draft.sourceProperty().get()).isEqualTo("default " + TURNS);
    }

    @Test
    void theComparisonTakesTheConversationsOwnToo() {
        openModel("default", "tool_use");
        look(WITH_TOOLS);
        choose(OWN + ": default");
        Comparison comparison = model.comparison();
        comparison.onProperty().set(true);
        comparison.templateProperty().set(draft.presets().get(0));
        assertThat(comparison.sidesProperty().get().left().text()).startsWith("default ");
        assertThat(comparison.sidesProperty().get().right().text()).startsWith("tool_use ");
    }

    private String called() {
        return model.captionProperty().get().ofRows(Words.english());
    }

    @Test
    void theOtherPanesAreToldWhatTheTemplatesInUseAreCalled() {
        openModel("default", "tool_use", "rag");
        assertThat(called()).isEqualTo(OWN + ": default, with tools tool_use");
        assertThat(model.captionProperty().get().ofTalk(Words.english()))
                .contains(OWN + ": default");
        look(WITH_TOOLS);
        draft.sourceProperty().set("mine " + TURNS);
        assertThat(called()).isEqualTo(OWN + ": default, with tools tool_use (edited)");
        draft.sourceProperty().set("{{ ");
        draft.presetProperty().set(TemplatePreset.ROLE_MARKS);
        assertThat(called()).isEqualTo("Role marks (no Jinja)");
        choose("ChatML");
        assertThat(called()).isEqualTo("ChatML");
        draft.sourceProperty().set("mine " + TURNS);
        assertThat(called()).isEqualTo("ChatML (edited)");
        draft.reset();
        assertThat(called()).isEqualTo("ChatML");
    }

    /** As they go on with what they had, its name must stay too. */
    @Test
    void aMistakeChangesTheNameAsLittleAsTheTemplate() {
        openModel("default");
        assertThat(called()).isEqualTo(OWN);
        draft.sourceProperty().set("{{ ");
        assertThat(model.heldBackProperty().get()).isNotEmpty();
        assertThat(called()).isEqualTo(OWN);
    }

    @Test
    void anEmptyListOfToolsBringsTheTemplateForTools() {
        openModel("default", "tool_use");
        model.conversation().toolsProperty().get().textProperty().set("[]");
        assertThat(draft.partName()).isEqualTo("tool_use");
        assertThat(text()).startsWith("tool_use ");
    }

    @Test
    void theNamesAreChineseInAChineseWindow() {
        assertThat(ToldInChinese.of(OWN + ": rag")).isEqualTo("模型自带：rag");
        assertThat(ToldInChinese.of(OWN)).isEqualTo("模型自带");
        assertThat(ToldInChinese.of("ChatML")).isEqualTo("ChatML");
    }
}
