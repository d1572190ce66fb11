package org.sftworkbench.ui.train;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.util.Duration;
import org.sftworkbench.ui.common.Durations;
import org.sftworkbench.ui.common.words.Words;

/** How long something goes on, second by second; nothing while it does not. FX thread only. */
public final class ElapsedTime extends Label {
    private final Timeline seconds =
            new Timeline(new KeyFrame(Duration.seconds(1), tick -> showTime()));
    private Words words;
    private ObservableValue<Boolean> counted;
    private long begun;

    public ElapsedTime() {
        getStyleClass().add("elapsed-time");
        seconds.setCycleCount(Animation.INDEFINITE);
        setMinWidth(USE_PREF_SIZE);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** Counts from each time that it goes on. */
    void count(ObservableValue<Boolean> goesOn, Words spoken) {
        words = spoken;
        // Held here, as what is bound to properties is not held by them.
        counted = goesOn;
        counted.addListener((o, was, is) -> turn(is));
        turn(counted.getValue());
    }

    private void turn(boolean on) {
        if (on) {
            begun = System.nanoTime();
            seconds.play();
        } else {
            seconds.stop();
            setText("");
        }
    }

    private void showTime() {
        setText(Durations.say(words, (System.nanoTime() - begun) / 1e9));
    }
}
