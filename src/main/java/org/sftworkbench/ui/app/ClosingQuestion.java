package org.sftworkbench.ui.app;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;
import org.sftworkbench.ui.common.SafeAnswer;
import org.sftworkbench.ui.common.words.Words;

/** Asks whether a run is to be stopped, or given up, for the window to close. FX thread only. */
final class ClosingQuestion {
    private final Words words;

    ClosingQuestion(Words words) {
        this.words = words;
    }

    /** Whether the user says so; neither Enter nor Escape does. */
    boolean stopAndClose(Window owner) {
        return isAnswered(toStop(), owner);
    }

    /** The same of a run that is being stopped and takes its time. */
    boolean endNow(Window owner) {
        return isAnswered(toEndNow(), owner);
    }

    Alert toStop() {
        return alert(
                words.say("Stop training and close?"),
                words.say(
                        "The run is saved where it stands once the batch in work is done, and can"
                                + " be continued later; the window closes then."),
                words.say("Stop and close"),
                words.say("Go on training"));
    }

    Alert toEndNow() {
        return alert(
                words.say("Close without waiting?"),
                words.say(
                        "The batch in work is still being computed, and then the run is saved. What"
                                + " was learned since the last checkpoint is lost where you do not"
                                + " wait."),
                words.say("Close now"),
                words.say("Wait"));
    }

    private static boolean isAnswered(Alert alert, Window owner) {
        alert.initOwner(owner);
        return alert.showAndWait()
                .filter(answer -> answer.getButtonData() == ButtonData.OTHER)
                .isPresent();
    }

    private Alert alert(String header, String text, String yes, String no) {
        ButtonType stay = new ButtonType(no, ButtonData.CANCEL_CLOSE);
        Alert alert =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        text,
                        new ButtonType(yes, ButtonData.OTHER),
                        stay);
        alert.setTitle(words.say("Training is running"));
        alert.setHeaderText(header);
        SafeAnswer.offer(alert, stay);
        return alert;
    }
}
