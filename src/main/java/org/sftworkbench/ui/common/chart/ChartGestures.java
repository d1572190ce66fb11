package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.Axis;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * Looking around in a chart with the mouse: the wheel looks closer, dragging moves, a double click
 * shows everything, and pointing picks a step. FX thread only.
 */
final class ChartGestures {
    private static final double A_NOTCH = 0.8;

    private final Canvas canvas;
    private final Axis steps;
    private final ChartView view;
    private double draggedFrom = Double.NaN;

    /**
     * @param wheel whether the wheel looks closer; else it moves what the chart stands in
     */
    ChartGestures(XYChart chart, Axis steps, ChartView view, boolean wheel) {
        this.canvas = chart.getCanvas();
        this.steps = steps;
        this.view = view;
        if (wheel) {
            chart.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        }
        chart.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> draggedFrom = x(e));
        chart.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::dragged);
        chart.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        chart.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
        chart.addEventFilter(MouseEvent.MOUSE_EXITED, e -> view.pointedProperty().set(Double.NaN));
    }

    private void scrolled(ScrollEvent event) {
        double amount = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
        if (amount != 0) {
            double at = canvas.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
            view.zoom(steps.getValueForDisplay(at), amount > 0 ? A_NOTCH : 1 / A_NOTCH);
            event.consume();
        }
    }

    private void dragged(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !Double.isNaN(draggedFrom)) {
            double perPixel = view.rangeProperty().get().length() / Math.max(1, canvas.getWidth());
            view.pan((draggedFrom - x(event)) * perPixel);
            draggedFrom = x(event);
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
            view.reset();
        }
    }

    private void moved(MouseEvent event) {
        double x = x(event);
        view.pointedProperty()
                .set(
                        x < 0 || x > canvas.getWidth()
                                ? Double.NaN
                                : Math.max(0, Math.rint(steps.getValueForDisplay(x))));
    }

    private double x(MouseEvent event) {
        return canvas.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    }
}
