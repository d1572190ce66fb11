package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Button;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.sftworkbench.tokenizer.ChatTemplates;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;

/** Where in the source the user is, and can go. */
class SourcePlacesPaneTest extends PaneTest {
    private static final String LONG = "{# one #}\n".repeat(200) + "{{ oh no }}\n";

    @Test
    void aButtonGoesToTheLineOfAnError() {
        open(LONG, Rows.row(1, "Hi", "Hello"));
        assertThat(runFx(() -> goToError().getText())).isEqualTo("Go to line 201");
        assertThat(runFx(() -> source().lastVisibleParToAllParIndex())).isLessThan(200);
        doFx(goToError()::fire);
        waitUntil("line 201 is seen", () -> source().lastVisibleParToAllParIndex() >= 200);
        assertThat(runFx(() -> source().getCurrentParagraph())).isEqualTo(200);
        assertThat(runFx(() -> source().getCaretColumn())).isEqualTo("{{ oh ".length());
        assertThat(runFx(() -> source().isFocused())).isTrue();
    }

    @Test
    void thereIsNoSuchButtonWhereTheErrorIsNoneOfTheTemplate() {
        open("{{ messages[0].content }}", Rows.row(1, "Hi", "Hello"));
        assertThat(runFx(() -> isShown(goToError()))).isFalse();
    }

    @Test
    void whatIsPastedBeforeATokenizerIsReadStays() {
        doFx(
                () -> {
                    assertThat(source().isEditable()).isTrue();
                    source().replaceSelection("{{ pasted }}");
                });
        doFx(
                () ->
                        model.tokenizerProperty()
                                .set(
                                        new WordTokenizer(
                                                ChatTemplates.of("tokenizer_config.json", LONG))));
        settled();
        assertThat(runFx(() -> source().getText())).isEqualTo("{{ pasted }}");
        assertThat(runFx(() -> source().getCaretPosition())).isEqualTo("{{ pasted }}".length());
        assertThat(runFx(() -> isShown(find("#templateEdited")))).isTrue();
    }

    private Button goToError() {
        return (Button) find("#goToError");
    }

    private CodeArea source() {
        return (CodeArea) find(".template-editor .code-area");
    }
}
