package org.sftworkbench.ui.hub;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.job.Percent;

/** A file of a download: its name, its size, and how much of it is there. FX thread only. */
final class FileLine extends HBox {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final FontIcon icon = new FontIcon("far-circle");
    private final Label share = new Label();
    private final Label size = new Label();

    FileLine(FileTransfer file) {
        getStyleClass().add("file-line");
        Label name = new Label(file.name());
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        share.setMinWidth(USE_PREF_SIZE);
        share.getStyleClass().add("hint");
        size.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, name, share, size);
        show(file);
    }

    void show(FileTransfer file) {
        boolean done = file.state() == FileTransfer.State.DONE;
        pseudoClassStateChanged(DONE, done);
        icon.setIconLiteral(
                switch (file.state()) {
                    case DONE -> "fas-check";
                    case COMING -> "fas-arrow-down";
                    case CHECKING -> "fas-search";
                    case WAITING -> "far-circle";
                });
        share.setText(done || file.had() == 0 ? "" : Percent.text(file.share()));
        size.setText(Bytes.text(file.size()));
    }
}
