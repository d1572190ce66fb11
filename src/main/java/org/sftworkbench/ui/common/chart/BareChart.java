package org.sftworkbench.ui.common.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.Axis;

/**
 * The library's chart without its bar for tools: there are none, and the empty bar would come down
 * over the lines where the pointer is at the top. FX thread only.
 */
final class BareChart extends XYChart {
    BareChart(Axis steps, Axis values) {
        super(steps, values);
        // To hide the bar is not enough: the pointer near an edge makes it visible.
        menuPane.setTriggerDistance(0);
        toolBar.setVisible(false);
        // Neither has anything for the keyboard, and neither shows that it is there.
        menuPane.setFocusTraversable(false);
        plotArea.setFocusTraversable(false);
    }
}
