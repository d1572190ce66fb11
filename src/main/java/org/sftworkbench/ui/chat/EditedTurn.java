package org.sftworkbench.ui.chat;

import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A message as it is read, or its editor while it is being changed. FX thread only. */
final class EditedTurn {
    private final VBox place;
    private final Turn turn;
    private final String accept;
    private final TurnActions actions;
    private final Words words;
    private final Consumer<String> onAccept;
    private final Node read;

    /** What the editor was opened with; null where it was open already. */
    private Node opener;

    /** The message outlives the views of it. */
    private final ChangeListener<String> toldOfDraft = (o, was, is) -> draftChanged(was, is);

    /**
     * @param place holds the one or the other, as its last child
     * @param accept what accepting a change is called, in English
     * @param read the message to be read
     */
    EditedTurn(
            VBox place,
            Node read,
            Turn turn,
            String accept,
            TurnActions actions,
            Words words,
            Consumer<String> onAccept) {
        this.place = place;
        this.read = read;
        this.turn = turn;
        this.accept = accept;
        this.actions = actions;
        this.words = words;
        this.onAccept = onAccept;
        place.getChildren().add(shown());
        turn.draftProperty().addListener(new WeakChangeListener<>(toldOfDraft));
    }

    private Node shown() {
        return turn.draftProperty().get() == null
                ? read
                : new TurnEditor(turn, accept, actions, words, onAccept);
    }

    private void draftChanged(String was, String is) {
        if (was == null || is == null) {
            boolean left = is == null && place.lookup(".text-area:focused") != null;
            place.getChildren().set(place.getChildren().size() - 1, shown());
            if (left && opener != null) {
                opener.requestFocus();
            }
        }
    }

    /** Lets the user change a message that says this. */
    void begin(String text) {
        opener = place.getScene().getFocusOwner();
        actions.write(turn, text);
        if (place.getChildren().get(place.getChildren().size() - 1) instanceof TurnEditor editor) {
            editor.begin();
        }
    }
}
