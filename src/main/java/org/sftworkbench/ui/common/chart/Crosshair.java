package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.axes.Axis;
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

    private final Pane ground;
    private final Axis steps;
    private final Line upright = new Line();
    private final VBox readout = new VBox();
    private final Label where = new Label();

    /**
     * @param ground lies over the chart's canvas
     * @param withReadout whether the values are told beside the line
     */
    Crosshair(Pane ground, Axis steps, boolean withReadout) {
        this.ground = ground;
        this.steps = steps;
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
     * @param title names the step
     */
    void show(double step, String title, List<DrawnLine> lines, DoubleFunction<String> format) {
        double x = steps.getDisplayPosition(step);
        if (!(x >= 0 && x <= steps.getLength())) {
            hide();
            return;
        }
        upright.setStartX(Math.rint(x) + 0.5);
        upright.setEndX(Math.rint(x) + 0.5);
        upright.setStartY(0);
        upright.setEndY(ground.getHeight());
        upright.setVisible(true);
        where.setText(title);
        readout.getChildren().setAll(where);
        for (DrawnLine line : lines) {
            double value = line.figureProperty().get();
            if (!Double.isNaN(value)) {
                readout.getChildren().add(row(line.line(), format.apply(value)));
            }
        }
        readout.applyCss();
        readout.autosize();
        double left =
                x + GAP + readout.getWidth() > ground.getWidth()
                        ? x - GAP - readout.getWidth()
                        : x + GAP;
        readout.relocate(Math.max(0, left), GAP / 2);
        readout.setVisible(true);
    }

    private static HBox row(ChartLine line, String value) {
        Label name = new Label(line.name().getValue());
        name.getStyleClass().add("metric-name");
        Label figure = new Label(value);
        figure.getStyleClass().add("metric-latest");
        HBox row = new HBox(new LineSwatch(line), name, figure);
        row.getStyleClass().add("metric-legend-item");
        return row;
    }
}
