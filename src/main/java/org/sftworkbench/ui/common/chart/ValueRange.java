package org.sftworkbench.ui.common.chart;

import java.util.List;

/**
 * Where an axis of values begins and ends so that what is drawn fits.
 *
 * @param logarithmic whether its scale is
 */
public record ValueRange(double from, double to, boolean logarithmic) {
    /**
     * How high an axis is at least, from 0 on.
     *
     * @param whenEmpty where nothing is drawn
     * @param least where what is drawn is lower, so that next to nothing does not look like much
     */
    public record Heights(double whenEmpty, double least) {
        public static final Heights ANY = new Heights(1, 0);
    }

    private static final double ROOM = 0.06;
    private static final double LOG_ROOM = 1.2;

    /**
     * @param close whether it is looked at closely, so that 0 need not be in sight
     * @param logarithmic whether that is wished for; values of 0 or below cannot be drawn so
     */
    static ValueRange of(
            List<DrawnPoints> drawn, Heights heights, boolean close, boolean logarithmic) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (DrawnPoints points : drawn) {
            double[] bounds = points.bounds();
            if (bounds.length > 0) {
                least = Math.min(least, bounds[0]);
                greatest = Math.max(greatest, bounds[1]);
            }
        }
        if (least > greatest) {
            return new ValueRange(0, heights.whenEmpty(), false);
        }
        if (logarithmic && least > 0) {
            return new ValueRange(least / LOG_ROOM, greatest * LOG_ROOM, true);
        }
        if (least >= 0 && greatest < heights.least()) {
            return new ValueRange(0, heights.least(), false);
        }
        if (!close) {
            least = Math.min(0, least);
            greatest = Math.max(0, greatest);
        }
        double height = greatest - least;
        double room = height > 0 ? ROOM * height : Math.max(Math.abs(greatest) * ROOM, 1e-12);
        if (height == 0 && greatest == 0) {
            return new ValueRange(0, 1, false);
        }
        return new ValueRange(
                least == 0 ? 0 : least - room, greatest == 0 ? 0 : greatest + room, false);
    }
}
