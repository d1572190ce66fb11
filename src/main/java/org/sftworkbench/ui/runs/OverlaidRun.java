package org.sftworkbench.ui.runs;

import javafx.beans.property.StringProperty;
import org.sftworkbench.run.RunDirectory;

/**
 * A past run that is drawn beside the present one.
 *
 * @param name as its user calls it
 * @param look style class of its lines: a colour and dashes of its own
 */
public record OverlaidRun(
        RunDirectory directory, StringProperty name, String look, MetricHistory history) {}
