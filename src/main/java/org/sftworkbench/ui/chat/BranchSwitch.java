package org.sftworkbench.ui.chat;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.sftworkbench.ui.common.words.Words;

/** Which of a message's alternatives is shown, and the way to the others. FX thread only. */
final class BranchSwitch extends HBox {
    BranchSwitch(Turn turn, TurnActions actions, Words words) {
        getStyleClass().add("branch-switch");
        Branches branches = turn.within();
        int at = branches.turns().indexOf(turn);
        Button back =
                Tools.button(
                        "fas-chevron-left",
                        words.text("The alternative before"),
                        () -> actions.turnTo(turn, -1));
        Button on =
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
}
