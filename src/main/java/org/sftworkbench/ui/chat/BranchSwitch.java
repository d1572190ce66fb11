package org.sftworkbench.ui.chat;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.sftworkbench.ui.common.words.Words;

/** Which of a message's alternatives is shown, and the way to the others. FX thread only. */
final class BranchSwitch extends HBox {
    private final Button back;
    private final Button on;

    BranchSwitch(Turn turn, TurnActions actions, Words words) {
        getStyleClass().add("branch-switch");
        Branches branches = turn.within();
        int at = branches.turns().indexOf(turn);
        back =
                Tools.button(
                        "fas-chevron-left",
                        words.text("The alternative before"),
                        () -> actions.turnTo(turn, -1));
        on =
                Tools.button(
                        "fas-chevron-right",
                        words.text("The next alternative"),
                        () -> actions.turnTo(turn, 1));
        back.disableProperty().bind(actions.isBusy().map(busy -> busy || at == 0));
        int last = branches.count() - 1;
        on.disableProperty().bind(actions.isBusy().map(busy -> busy || at == last));
        Label place = new Label((at + 1) + "/" + branches.count());
        place.getStyleClass().add("hint");
        place.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(back, place, on);
        setVisible(branches.count() > 1);
        setManaged(branches.count() > 1);
    }

    /** Whether the keyboard is here, on the way back or on. */
    boolean hasFocus() {
        return back.isFocused() || on.isFocused();
    }

    /** Whether the keyboard is on the way back. */
    boolean isGoingBack() {
        return back.isFocused();
    }

    /** Takes the keyboard, for the same way where there is one. */
    void takeFocus(boolean goingBack) {
        Button same = goingBack ? back : on;
        Button other = goingBack ? on : back;
        (same.isDisabled() ? other : same).requestFocus();
    }
}
