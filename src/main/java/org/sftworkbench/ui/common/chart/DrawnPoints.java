package org.sftworkbench.ui.common.chart;

import java.util.Arrays;

/**
 * What of a line's points can be seen on a number of pixels: of each column of pixels its first,
 * least, greatest and last point, in their order, so that no peak is lost.
 *
 * @param steps shape [N]
 * @param values shape [N]
 */
record DrawnPoints(double[] steps, double[] values) {
    private static final int OF_A_COLUMN = 4;

    /**
     * @param range what is shown; the points next to it on either side belong to the drawing
     * @param columns pixels there are, at least 1
     */
    static DrawnPoints of(Points points, StepRange range, int columns) {
        int first = Math.max(0, points.at(range.from()));
        int last = Math.min(points.size() - 1, points.at(range.to()) + 1);
        Drawing drawing = new Drawing(points, (columns + 2) * OF_A_COLUMN);
        if (last - first + 1 <= columns * OF_A_COLUMN) {
            for (int i = first; i <= last; i++) {
                drawing.take(i);
            }
        } else {
            double perStep = columns / (range.to() - range.from());
            int start = first;
            while (start <= last) {
                long column = (long) Math.floor((points.step(start) - range.from()) * perStep);
                int end = start;
                while (end < last
                        && (long) Math.floor((points.step(end + 1) - range.from()) * perStep)
                                == column) {
                    end++;
                }
                drawing.takeColumn(start, end);
                start = end + 1;
            }
        }
        return drawing.done();
    }

    /** Least and greatest value, or empty where nothing is drawn. */
    double[] bounds() {
        return values.length == 0
                ? new double[0]
                : new double[] {
                    Arrays.stream(values).min().orElseThrow(),
                    Arrays.stream(values).max().orElseThrow()
                };
    }

    /** Collects points; what is not finite cannot be drawn. */
    private static final class Drawing {
        private final Points points;
        private double[] steps;
        private double[] values;
        private int size;

        Drawing(Points points, int room) {
            this.points = points;
            steps = new double[room];
            values = new double[room];
        }

        void takeColumn(int start, int end) {
            int least = start;
            int greatest = start;
            for (int i = start; i <= end; i++) {
                double value = points.value(i);
                if (value < points.value(least)) {
                    least = i;
                }
                if (value > points.value(greatest)) {
                    greatest = i;
                }
            }
            int lower = Math.min(least, greatest);
            int upper = Math.max(least, greatest);
            take(start);
            if (lower > start) {
                take(lower);
            }
            if (upper > lower) {
                take(upper);
            }
            if (end > upper) {
                take(end);
            }
        }

        void take(int index) {
            if (!Double.isFinite(points.value(index))) {
                return;
            }
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            steps[size] = points.step(index);
            values[size++] = points.value(index);
        }

        DrawnPoints done() {
            return new DrawnPoints(Arrays.copyOf(steps, size), Arrays.copyOf(values, size));
        }
    }
}
