package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.sftworkbench.chat.Conversation;
import org.sftworkbench.chat.Message;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.ui.WordTokenizer;

/** The pane says which of a model's several templates is shown. */
class NamedTemplatesPaneTest extends PaneTest {
    private static final String TURNS =
            "{% for m in messages %}\n<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}\n";

    private void open(ChatTemplates templates) {
        List<Message> talk = List.of(Message.of("user", "Hi"), Message.of("assistant", "Hello"));
        doFx(
                () -> {
                    model.tokenizerProperty().set(new WordTokenizer(templates));
                    model.rows()
                            .setAll(
                                    new DataRow(1, 1, new Conversation(talk)),
                                    new DataRow(
                                            2,
                                            2,
                                            new Conversation(talk, List.of(Map.of("name", "f")))));
                });
        settled();
    }

    private static ChatTemplates.Named named(String name, String source) {
        return new ChatTemplates.Named(name, name + ".jinja", source);
    }

    private Label part() {
        return (Label) find("#templatePart");
    }

    @Test
    void theShownTemplateIsNamedBesideTheTitleAndUndoStaysWithinIt() {
        open(
                new ChatTemplates(
                        List.of(named("default", TURNS), named("tool_use", "Tools.\n" + TURNS))));
        assertThat(runFx(() -> part().getText())).isEqualTo("default");
        doFx(() -> model.conversation().rowIndexProperty().set(1));
        settled();
        assertThat(runFx(() -> part().getText())).isEqualTo("tool_use");
        assertThat(runFx(() -> part().isVisible())).isTrue();
        CodeArea area = runFx(() -> (CodeArea) find(".code-area"));
        assertThat(runFx(() -> area.getText())).startsWith("Tools.");
        doFx(area::undo);
        assertThat(runFx(() -> area.getText())).startsWith("Tools.");
        ComboBox<?> preset = runFx(() -> (ComboBox<?>) find("#preset"));
        assertThat(runFx(() -> preset.getButtonCell().getText())).isEqualTo("The model's own");
        picture("template-of-several");
    }

    @Test
    void ofOneTemplateNothingIsSaid() {
        open(ChatTemplates.of("chat_template.jinja", TURNS));
        assertThat(runFx(() -> part().isVisible())).isFalse();
    }

    @Test
    void whereNoneIsMeantThereIsNothingToWriteIn() {
        open(new ChatTemplates(List.of(named("a", TURNS), named("b", TURNS))));
        CodeArea area = runFx(() -> (CodeArea) find(".code-area"));
        assertThat(runFx(area::isEditable)).isFalse();
        assertThat(runFx(() -> part().isVisible())).isFalse();
        picture("template-without-default");
        doFx(() -> model.template().presetProperty().set(model.template().presets().get(1)));
        settled();
        assertThat(runFx(area::isEditable)).isTrue();
    }
}
