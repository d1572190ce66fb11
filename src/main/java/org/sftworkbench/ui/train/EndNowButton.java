package org.sftworkbench.ui.train;

import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.sftworkbench.ui.common.words.Words;

/**
 * Ends a run whose stop takes long, with what it has not saved. It comes up only after a while, so
 * that nobody presses it who pressed Stop twice. FX thread only.
 */
public final class EndNowButton extends Button {
    private final PauseTransition patience = new PauseTransition(Duration.seconds(5));

    public EndNowButton() {
        getStyleClass().add("danger");
        setMinWidth(USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        patience.setOnFinished(e -> setVisible(true));
    }

    /** Offers itself while this run is being stopped. */
    void follow(RunCourse run, Words words) {
        textProperty().bind(words.text("End now"));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty()
                .bind(
                        words.text(
                                "Ends the engine without waiting for the batch in work: what was"
                                        + " learned since the last checkpoint is lost."));
        setTooltip(tooltip);
        setOnAction(e -> run.endNow());
        run.stateProperty().addListener((p, was, is) -> turn(is == TrainState.STOPPING));
        turn(run.stateProperty().get() == TrainState.STOPPING);
    }

    /** What is left of the while. */
    Animation patience() {
        return patience;
    }

    private void turn(boolean stopping) {
        if (stopping) {
            patience.playFromStart();
        } else {
            patience.stop();
            setVisible(false);
        }
    }
}
