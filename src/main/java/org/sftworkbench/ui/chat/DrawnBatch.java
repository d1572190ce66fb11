package org.sftworkbench.ui.chat;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.ui.common.words.Words;

/** Whether the batch is drawn, and which side's: the one that writes. FX thread only. */
final class DrawnBatch implements ChatRound.Listener {
    private final List<ChatSide> sides;
    private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
    private final ObjectProperty<ChatSide> side = new SimpleObjectProperty<>(this, "side");

    /**
     * @param sides the base model's, then the other
     */
    DrawnBatch(List<ChatSide> sides) {
        this.sides = sides;
        side.set(sides.get(0));
    }

    /** Turns with what the user looks at. */
    void follow(ChatInputs inputs, Words words, SentView sent) {
        inputs.modeProperty().addListener((o, was, is) -> turnTo(is));
        inputs.shownProperty().addListener((o, was, is) -> turnTo(is));
        words.languageProperty().addListener((o, was, is) -> redraw());
        shown.addListener(
                (o, was, is) -> {
                    redraw();
                    if (is) {
                        sent.close();
                    }
                });
        sent.shownProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is != null) {
                                shown.set(false);
                            }
                        });
    }

    private void turnTo(ChatMode mode) {
        sides.forEach(one -> one.drawOf(mode));
        redraw();
        shown.set(mode == ChatMode.BATCH);
    }

    private void turnTo(ShownSides which) {
        if (which != ShownSides.BOTH) {
            side.set(sides.get(which == ShownSides.BASE ? 0 : 1));
        }
    }

    @Override
    public void begun(List<ChatSide> asked) {
        side.set(asked.get(0));
        redraw();
    }

    @Override
    public void speaks(ChatSide speaking) {
        side.set(speaking);
    }

    @Override
    public void said(List<ChatSide> speaking) {
        if (shown.get()) {
            speaking.forEach(ChatSide::redraw);
        }
    }

    @Override
    public void over() {
        redraw();
    }

    private void redraw() {
        if (shown.get()) {
            sides.forEach(ChatSide::redraw);
        }
    }

    BooleanProperty shownProperty() {
        return shown;
    }

    ObjectProperty<ChatSide> sideProperty() {
        return side;
    }
}
