package org.sftworkbench.ui.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files and directories that are dropped on the window. FX thread only. */
final class FileDrop {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

    private final Node target;
    private final Consumer<List<Path>> opening;

    /**
     * @param opening takes what was dropped
     */
    FileDrop(Node target, Consumer<List<Path>> opening) {
        this.target = target;
        this.opening = opening;
    }

    void listen() {
        target.setOnDragOver(this::over);
        target.setOnDragExited(e -> target.pseudoClassStateChanged(TARGET, false));
        target.setOnDragDropped(this::dropped);
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            target.pseudoClassStateChanged(TARGET, true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        target.pseudoClassStateChanged(TARGET, false);
        List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
        if (!paths.isEmpty()) {
            opening.accept(paths);
        }
        event.setDropCompleted(!paths.isEmpty());
        event.consume();
    }
}
