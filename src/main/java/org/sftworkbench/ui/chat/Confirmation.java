package org.sftworkbench.ui.chat;

import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import org.sftworkbench.ui.common.SafeAnswer;
import org.sftworkbench.ui.common.words.Words;

/** Asks before something is deleted for good. FX thread only. */
final class Confirmation {
    private Confirmation() {}

    /**
     * @param from what the question is about
     * @param question in the language of the window
     * @return whether it is to be deleted
     */
    static boolean toDelete(Node from, String question, Words words) {
        ButtonType delete = new ButtonType(words.say("Delete"), ButtonData.OTHER);
        ButtonType keep = new ButtonType(words.say("Cancel"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, question, delete, keep);
        alert.setTitle(words.say("Delete"));
        alert.setHeaderText(null);
        SafeAnswer.offer(alert, keep);
        alert.initOwner(from.getScene().getWindow());
        return alert.showAndWait().filter(delete::equals).isPresent();
    }
}
