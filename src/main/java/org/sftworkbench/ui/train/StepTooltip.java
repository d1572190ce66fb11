package org.sftworkbench.ui.train;

import io.fair_acc.chartfx.plugins.DataPointTooltip;
import io.fair_acc.dataset.DataSet;
import org.sftworkbench.ui.common.Numbers;

/** Tells the figure and the step of the point under the mouse. FX thread only. */
final class StepTooltip extends DataPointTooltip {
    @Override
    protected String getDataLabelSafe(DataSet dataSet, int index) {
        return dataSet.getName();
    }

    @Override
    protected String formatLabel(DataPoint point) {
        return point.label
                + " "
                + RunWords.figure(point.y)
                + "\nstep "
                + Numbers.count(Math.round(point.x));
    }
}
