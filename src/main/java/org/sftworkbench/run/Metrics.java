package org.sftworkbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The measurements of a run, by metric: for charts of many thousand points. Immutable once read.
 */
public final class Metrics {
    private final Map<String, Column> columns = new LinkedHashMap<>();

    /** Growing points of one metric. */
    private static final class Column {
        // A file of a stranger's may have many metrics of one point each.
        private static final int FIRST_ROOM = 4;

        private int[] steps = new int[FIRST_ROOM];
        private double[] values = new double[FIRST_ROOM];
        private int size;

        void add(int step, double value) {
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            steps[size] = step;
            values[size++] = value;
        }
    }

    /**
     * A metric over the steps it was measured at.
     *
     * @param steps in the order they were taken, shape [N]
     * @param values shape [N]
     */
    public record Series(int[] steps, double[] values) {
        public int size() {
            return steps.length;
        }
    }

    private Metrics() {}

    /**
     * Reads a run's measurements. A last line that was cut, as a killed run leaves it, is left out;
     * so are all of a run that has none yet.
     *
     * @throws RunException where another line is broken; names the line
     */
    public static Metrics read(RunDirectory run) {
        Metrics metrics = new Metrics();
        if (Files.exists(run.metrics())) {
            forEach(run, metrics::add);
        }
        return metrics;
    }

    /** Reads a run's measurements line by line, in the same way. */
    public static List<MetricLine> lines(RunDirectory run) {
        List<MetricLine> lines = new ArrayList<>();
        if (Files.exists(run.metrics())) {
            forEach(run, lines::add);
        }
        return lines;
    }

    private static void forEach(RunDirectory run, Consumer<MetricLine> sink) {
        JsonLines.forEach(
                run.metrics(),
                (number, line) ->
                        sink.accept(decode(JsonLines.step(run.metrics(), number, line), line)));
    }

    private static MetricLine decode(int step, ObjectNode line) {
        Map<String, Double> values = new LinkedHashMap<>();
        line.properties()
                .forEach(
                        entry -> {
                            if (!entry.getKey().equals("step") && entry.getValue().isNumber()) {
                                values.put(entry.getKey(), entry.getValue().asDouble());
                            }
                        });
        return new MetricLine(step, values);
    }

    private void add(MetricLine line) {
        line.values()
                .forEach(
                        (name, value) ->
                                columns.computeIfAbsent(name, n -> new Column())
                                        .add(line.step(), value));
    }

    /** What was measured, under TRL's names. */
    public Set<String> names() {
        return Set.copyOf(columns.keySet());
    }

    /** A metric's points; none where it was not measured. */
    public Series series(String name) {
        Column column = columns.get(name);
        return column == null
                ? new Series(new int[0], new double[0])
                : new Series(
                        Arrays.copyOf(column.steps, column.size),
                        Arrays.copyOf(column.values, column.size));
    }
}
