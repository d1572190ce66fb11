package org.sftworkbench.ui.hub;

import java.util.List;
import javafx.scene.layout.VBox;

/** The files of a download, one below the other. FX thread only. */
final class FileLines extends VBox {
    FileLines() {
        getStyleClass().add("file-lines");
    }

    void show(List<FileTransfer> files) {
        if (getChildren().size() != files.size()) {
            getChildren().setAll(files.stream().map(FileLine::new).toList());
            return;
        }
        for (int i = 0; i < files.size(); i++) {
            ((FileLine) getChildren().get(i)).show(files.get(i));
        }
    }
}
