package org.sftworkbench.ui.about;

import java.util.Objects;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.image.Image;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.sftworkbench.ui.common.words.Words;

/** Puts the {@link AboutPane} into a dialog that stays beside the window. FX thread only. */
public final class AboutDialog {
    private AboutDialog() {}

    /**
     * Shows it and looks at the machine.
     *
     * @param picture the program's icon
     * @return the dialog, which is open
     */
    public static Dialog<Void> show(Window owner, AboutViewModel view, Words words, Image picture) {
        Dialog<Void> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setTitle(words.say("About SFT Workbench"));
        dialog.setResizable(true);
        dialog.getDialogPane().setContent(new AboutPane(view, words, picture));
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(words.say("Close"), ButtonData.CANCEL_CLOSE));
        // The theme's dialogs are as wide as a question needs.
        dialog.getDialogPane().getStyleClass().add("about-dialog");
        dialog.getDialogPane()
                .getStylesheets()
                .add(
                        Objects.requireNonNull(AboutDialog.class.getResource("AboutPane.css"))
                                .toExternalForm());
        dialog.show();
        view.look();
        return dialog;
    }
}
