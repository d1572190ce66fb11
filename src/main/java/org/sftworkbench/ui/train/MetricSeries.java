package org.sftworkbench.ui.train;

import java.util.function.ToDoubleFunction;
import org.sftworkbench.train.TrainStep;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param styleClass its colour and dashes in the style sheet
 * @param value what it shows of a step
 */
record MetricSeries(String name, String styleClass, ToDoubleFunction<TrainStep> value) {}
