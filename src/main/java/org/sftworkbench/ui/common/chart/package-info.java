/**
 * Live charts of figures over the steps of a run: many thousand points, one view for several
 * charts.
 */
package org.sftworkbench.ui.common.chart;
