package org.sftworkbench.ui.train;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * Tells of an interrupted run and offers to continue it; takes no room while there is none. FX
 * thread only.
 */
public final class InterruptedBar extends HBox {
    public InterruptedBar(InterruptedRuns runs, Words words) {
        getStyleClass().add("interrupted-bar");
        Label says = new Label();
        says.textProperty().bind(runs.textProperty());
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        Button goOn = new Button(null, new FontIcon("fas-redo"));
        goOn.setId("continueInterrupted");
        goOn.textProperty().bind(runs.actionProperty());
        goOn.disableProperty().bind(runs.continuableProperty().not());
        goOn.setOnAction(e -> runs.continueRun());
        Tooltip from = new Tooltip();
        from.textProperty().bind(runs.explanationProperty());
        goOn.setTooltip(from);
        Button show = new Button();
        show.setId("showInterrupted");
        show.textProperty().bind(words.text("Show"));
        show.setOnAction(e -> runs.show());
        Button dismiss = new Button();
        dismiss.setId("dismissInterrupted");
        dismiss.textProperty().bind(words.text("Dismiss"));
        dismiss.setOnAction(e -> runs.dismiss());
        for (Button button : List.of(goOn, show, dismiss)) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            button.setMnemonicParsing(false);
        }
        getChildren().setAll(new FontIcon("fas-plug"), says, goOn, show, dismiss);
        visibleProperty().bind(runs.toldProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }
}
