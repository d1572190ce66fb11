package org.sftworkbench.ui.train;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tells of a run that ended while something else was looked at, and offers to turn to it; takes no
 * room while there is none. FX thread only.
 */
public final class EndedRunBar extends HBox {
    /**
     * @param show turns to the run
     */
    public EndedRunBar(EndedRun run, Runnable show, Words words) {
        getStyleClass().add("ended-bar");
        Label says = new Label();
        says.setId("endedRun");
        says.textProperty().bind(run.textProperty());
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        Button turn = new Button();
        turn.setId("showEnded");
        turn.textProperty().bind(words.text("Show"));
        turn.setOnAction(e -> show.run());
        Button dismiss = new Button();
        dismiss.setId("dismissEnded");
        dismiss.textProperty().bind(words.text("Dismiss"));
        dismiss.setOnAction(e -> run.dismiss());
        for (Button button : List.of(turn, dismiss)) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            button.setMnemonicParsing(false);
        }
        getChildren().setAll(new FontIcon("fas-flag-checkered"), says, turn, dismiss);
        visibleProperty().bind(run.toldProperty());
        managedProperty().bind(visibleProperty());
    }
}
