package org.sftworkbench.ui.common;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;

/** Makes Enter, pressed without reading, give the answer of a question that changes nothing. */
public final class SafeAnswer {
    private SafeAnswer() {}

    /**
     * @param harmless one of the dialog's buttons, which gets the focus too
     */
    public static void offer(Dialog<?> question, ButtonType harmless) {
        for (ButtonType type : question.getDialogPane().getButtonTypes()) {
            Button button = (Button) question.getDialogPane().lookupButton(type);
            button.setDefaultButton(type == harmless);
        }
        question.setOnShown(e -> question.getDialogPane().lookupButton(harmless).requestFocus());
    }
}
