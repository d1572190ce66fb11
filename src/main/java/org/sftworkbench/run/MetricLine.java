package org.sftworkbench.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured at one step: a line of {@code metrics.jsonl}.
 *
 * @param step optimizer steps taken
 * @param values by TRL's names, {@code step} left out; what was not measured is not there
 */
public record MetricLine(int step, Map<String, Double> values) {
    /** The key that tells the evaluations' lines from the steps'. */
    public static final String EVAL_LOSS = "eval_loss";

    public MetricLine {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A metric's value, where it was measured. */
    public OptionalDouble value(String name) {
        Double value = values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Whether this is an evaluation's line. */
    public boolean isEvaluation() {
        return values.containsKey(EVAL_LOSS);
    }
}
