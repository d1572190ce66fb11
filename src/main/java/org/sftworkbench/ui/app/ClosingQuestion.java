package org.sftworkbench.ui.app;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.sftworkbench.ui.common.SafeAnswer;
import org.sftworkbench.ui.common.words.Words;

/** Asks whether a run is to be stopped for the window to close. FX thread only. */
final class ClosingQuestion {
    private final ButtonType stop;
    private final ButtonType stay;
    private final Words words;

    ClosingQuestion(Words words) {
        this.words = words;
        stop = new ButtonType(words.say("Stop and close"), ButtonData.OTHER);
        stay = new ButtonType(words.say("Go on training"), ButtonData.CANCEL_CLOSE);
    }

    /** Whether the user says so; neither Enter nor Escape does. */
    boolean stopAndClose(Window owner) {
        Alert alert = alert();
        alert.initOwner(owner);
        return alert.showAndWait().filter(stop::equals).isPresent();
    }

    Alert alert() {
        Alert alert =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        words.say(
                                "The run is saved where it stands once the batch in work is done,"
                                        + " and can be continued later; the window closes then."),
                        stop,
                        stay);
        alert.setTitle(words.say("Training is running"));
        alert.setHeaderText(words.say("Stop training and close?"));
        SafeAnswer.offer(alert, stay);
        return alert;
    }
}
