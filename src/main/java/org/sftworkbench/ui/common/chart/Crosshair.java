package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.axes.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/**
 * The upright line at the step the mouse points at, and what all lines say there. FX thread only.
 */
final class Crosshair {
    private static final double GAP = 10;

    private final Axis steps;
    private final Axis values;
    private final Line upright = new Line();
    private final VBox readout = new VBox();
    private final Label where = new Label();

    /**
     * @param ground lies over the chart's canvas; has no size of its own
     * @param steps as long as the canvas is wide
     * @param values as long as the canvas is high
     * @param withReadout whether the values are told beside the line
     */
    Crosshair(Pane ground, Axis steps, Axis values, boolean withReadout) {
        this.steps = steps;
        this.values = values;
        upright.getStyleClass().add("crosshair");
        upright.setManaged(false);
        readout.getStyleClass().add("crosshair-readout");
        readout.setManaged(false);
        where.getStyleClass().add("crosshair-step");
        ground.setMouseTransparent(true);
        ground.getChildren().add(upright);
        if (withReadout) {
            ground.getChildren().add(readout);
        }
        hide();
    }

    void hide() {
        upright.setVisible(false);
        readout.setVisible(false);
    }

    /**
     * @param shown what the chart shows; its axis goes by what it showed before until it is laid
     *     out again
     * @param title names the step
     */
    void show(
            double step,
            StepRange shown,
            String title,
            List<DrawnLine> lines,
            DoubleFunction<String> format) {
        double x = (step - shown.from()) / shown.length() * steps.getLength();
        if (!(x >= 0 && x <= steps.getLength())) {
            hide();
            return;
        }
        upright.setStartX(Math.rint(x) + 0.5);
        upright.setEndX(Math.rint(x) + 0.5);
        upright.setStartY(0);
        upright.setEndY(values.getLength());
        upright.setVisible(true);
        where.setText(title);
        List<HBox> rows = new ArrayList<>();
        ChartLine before = null;
        for (DrawnLine line : lines) {
            double value = line.figureProperty().get();
            if (Double.isNaN(value)) {
                continue;
            }
            if (before != null && line.line().joins(before)) {
                rows.get(rows.size() - 1)
                        .getChildren()
                        .addAll(new LineSwatch(line.line()), figure(format.apply(value)));
            } else {
                rows.add(row(line.line(), format.apply(value)));
            }
            before = line.line();
        }
        fill(rows);
        double width = readout.getWidth();
        double left = x + GAP + width > steps.getLength() ? x - GAP - width : x + GAP;
        double top = Math.min(GAP / 2, values.getLength() - readout.getHeight());
        readout.relocate(Math.max(0, left), top);
        readout.setVisible(true);
    }

    /** In as few columns as the height of the chart allows, if the width does. */
    private void fill(List<HBox> rows) {
        int columns = 0;
        do {
            columns++;
            int each = (rows.size() + columns - 1) / columns;
            HBox side = new HBox();
            side.getStyleClass().add("crosshair-columns");
            for (int from = 0; from < rows.size(); from += each) {
                VBox column = new VBox();
                column.getStyleClass().add("crosshair-column");
                column.getChildren().setAll(rows.subList(from, Math.min(rows.size(), from + each)));
                side.getChildren().add(column);
            }
            readout.getChildren().setAll(where, side);
            side.setVisible(!rows.isEmpty());
            side.setManaged(!rows.isEmpty());
            readout.applyCss();
            readout.autosize();
        } while (readout.getHeight() > values.getLength() - GAP && columns < rows.size());
    }

    private static HBox row(ChartLine line, String value) {
        Label name = new Label(line.name().getValue());
        name.getStyleClass().add("metric-name");
        HBox row = new HBox(new LineSwatch(line), name, figure(value));
        row.getStyleClass().add("metric-legend-item");
        return row;
    }

    private static Label figure(String value) {
        Label figure = new Label(value);
        figure.getStyleClass().add("metric-latest");
        return figure;
    }
}
