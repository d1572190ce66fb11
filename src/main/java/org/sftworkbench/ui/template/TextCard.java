package org.sftworkbench.ui.template;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.words.Words;

/** Edits a row of plain text. FX thread only. */
final class TextCard extends VBox {
    private final TextArea area = new GrowingTextArea(30);
    private final ConversationDraft draft;

    /**
     * @param onPlace hears where the user's caret or selection is in the text
     */
    TextCard(Words words, ConversationDraft draft, Consumer<TokenLinks.Field> onPlace) {
        this.draft = draft;
        getStyleClass().add("message-card");
        Label says =
                new Label(
                        words.say(
                                "Plain text, trained whole as in pretraining: no template and no"
                                        + " loss mask is applied, and the end-of-sequence token"
                                        + " follows."));
        says.getStyleClass().addAll("hint", "row-kind");
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        area.textProperty().bindBidirectional(draft.plainTextProperty());
        area.selectionProperty()
                .addListener(
                        (p, old, now) -> {
                            if (area.isFocused()) {
                                TextRange shown = new TextRange(now.getStart(), now.getEnd());
                                onPlace.accept(
                                        new TokenLinks.Field(-1, "text", draft.whole(shown)));
                            }
                        });
        area.setAccessibleText(words.say("Text of the row"));
        getChildren().addAll(says, area);
    }

    /** Selects characters that others point at, unless the user is in the text. */
    void light(TextRange range) {
        if (!area.isFocused()) {
            TextRange shown = draft.shown(range);
            area.selectRange(shown.start(), shown.end());
        }
    }

    /** Takes {@link #light} back. */
    void unlight() {
        if (!area.isFocused()) {
            area.deselect();
        }
    }

    /** Lets go of the text. */
    void dispose() {
        area.textProperty().unbindBidirectional(draft.plainTextProperty());
    }
}
