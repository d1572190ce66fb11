package org.sftworkbench.ui.common.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points of lines as a table, to be written as CSV on another thread than the one they grow on.
 *
 * @param names of the columns after the step
 * @param steps shape [lines][N]
 * @param values shape [lines][N]
 */
public record ChartTable(List<String> names, double[][] steps, double[][] values) {
    /** A copy of all points; FX thread only. */
    public static ChartTable of(List<ChartLine> lines) {
        List<String> names = new ArrayList<>();
        double[][] steps = new double[lines.size()][];
        double[][] values = new double[lines.size()][];
        for (int l = 0; l < lines.size(); l++) {
            Points points = lines.get(l).points();
            names.add(lines.get(l).name().getValue());
            steps[l] = new double[points.size()];
            values[l] = new double[points.size()];
            for (int i = 0; i < points.size(); i++) {
                steps[l][i] = points.step(i);
                values[l][i] = points.value(i);
            }
        }
        return new ChartTable(names, steps, values);
    }

    /**
     * A line a step that any column has a value at, RFC 4180: an empty cell where a column has
     * none.
     */
    public String csv() {
        StringBuilder csv = new StringBuilder("step");
        names.forEach(name -> csv.append(',').append(cell(name)));
        csv.append("\r\n");
        int[] next = new int[steps.length];
        for (double step = least(next); !Double.isInfinite(step); step = least(next)) {
            csv.append(number(step));
            for (int l = 0; l < steps.length; l++) {
                csv.append(',');
                if (next[l] < steps[l].length && steps[l][next[l]] == step) {
                    csv.append(number(values[l][next[l]++]));
                }
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private double least(int[] next) {
        double least = Double.POSITIVE_INFINITY;
        for (int l = 0; l < next.length; l++) {
            if (next[l] < steps[l].length) {
                least = Math.min(least, steps[l][next[l]]);
            }
        }
        return least;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String cell(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChartTable table
                && names.equals(table.names)
                && Arrays.deepEquals(steps, table.steps)
                && Arrays.deepEquals(values, table.values);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return "ChartTable" + names;
    }
}
