package org.sftworkbench.ui.runs;

import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.sftworkbench.run.StoredRun;
import org.sftworkbench.ui.common.words.Words;

/** Ticks a run for the charts, and shows the line it is drawn with. FX thread only. */
final class OverlayCell extends TableCell<StoredRun, StoredRun> {
    private final RunOverlays overlays;
    private final CheckBox tick = new CheckBox();
    private final Region swatch = new Region();
    private final HBox line = new HBox(tick, swatch);
    private final ListChangeListener<OverlaidRun> changed = change -> show();

    OverlayCell(RunOverlays overlays, Words words) {
        this.overlays = overlays;
        line.getStyleClass().add("overlay-line");
        tick.accessibleTextProperty().bind(words.text("Draw this run in the charts"));
        tick.setOnAction(e -> overlays.toggle(getItem()));
        overlays.shown().addListener(new WeakListChangeListener<>(changed));
    }

    @Override
    protected void updateItem(StoredRun item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(empty || item == null ? null : line);
        show();
    }

    private void show() {
        StoredRun run = getItem();
        if (run == null) {
            return;
        }
        var overlay = overlays.of(run.directory());
        tick.setSelected(overlay.isPresent());
        tick.setDisable(run.record().isEmpty());
        swatch.getStyleClass().setAll("metric-swatch");
        overlay.ifPresent(o -> swatch.getStyleClass().add(o.look()));
        swatch.setVisible(overlay.isPresent());
    }
}
