package org.sftworkbench.ui.common.chart;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A line of a chart in little, for its legend: colour, dashes, and the mark that its points have
 * where they are few. FX thread only.
 */
final class LineSwatch extends StackPane {
    LineSwatch(ChartLine line) {
        Region dashes = new Region();
        dashes.getStyleClass().add("metric-swatch");
        dashes.getStyleClass().addAll(line.look());
        getChildren().add(dashes);
        if (line.sparse()) {
            dashes.getStyleClass().add("sparse");
            Region mark = new Region();
            mark.getStyleClass().add("metric-mark");
            mark.getStyleClass().addAll(line.look());
            getChildren().add(mark);
        }
        setMinWidth(USE_PREF_SIZE);
    }
}
