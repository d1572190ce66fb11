package org.sftworkbench.ui.app;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** Takes files and directories that are dropped on the window. FX thread only. */
final class FileDrop {
    private final Pane target;
    private final Consumer<List<Path>> opening;

    /** Lies over the window, as a border of its own would move what it holds. */
    private final Region frame = new Region();

    /**
     * @param opening takes what was dropped
     */
    FileDrop(Pane target, Consumer<List<Path>> opening) {
        this.target = target;
        this.opening = opening;
    }

    void listen() {
        frame.getStyleClass().add("drop-frame");
        frame.setManaged(false);
        frame.setMouseTransparent(true);
        frame.setVisible(false);
        frame.setViewOrder(-1);
        target.getChildren().add(frame);
        target.layoutBoundsProperty()
                .addListener((p, old, now) -> frame.resize(now.getWidth(), now.getHeight()));
        target.setOnDragOver(this::over);
        target.setOnDragExited(e -> frame.setVisible(false));
        target.setOnDragDropped(this::dropped);
    }

    private void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            frame.setVisible(true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        frame.setVisible(false);
        List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
        if (!paths.isEmpty()) {
            opening.accept(paths);
        }
        event.setDropCompleted(!paths.isEmpty());
        event.consume();
    }
}
