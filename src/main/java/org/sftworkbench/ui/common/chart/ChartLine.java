package org.sftworkbench.ui.common.chart;

import java.util.List;
import javafx.beans.value.ObservableValue;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param look style classes: colour and dashes
 * @param sparse whether its points are few and far between, and each is marked
 */
public record ChartLine(
        ObservableValue<String> name, List<String> look, boolean sparse, Points points) {
    public ChartLine {
        look = List.copyOf(look);
    }

    /** Whether it is of the same run as the line before, such as its evaluation. */
    boolean joins(ChartLine before) {
        return sparse && !before.sparse() && look.equals(before.look());
    }
}
