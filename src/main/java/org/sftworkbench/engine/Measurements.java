package org.sftworkbench.engine;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;

/**
 * What a run measures beside its steps. Plain data.
 *
 * @param turnEnds ids that end a turn, beside the model's own end-of-sequence ids
 * @param evaluationRows rows held out, scored before the first step, every so many steps and after
 *     the last; empty for none
 * @param evaluationEvery optimizer steps between two evaluations; 0 for at the ends of the run only
 * @param evaluationBatch rows of a batch of the evaluation, over which TRL takes its means
 * @param probe a row whose every token is scored, before the first step, every so many steps and
 *     after the last
 * @param probeEvery optimizer steps between two scores; 0 for at the ends of the run only
 */
public record Measurements(
        List<Integer> turnEnds,
        List<LabelledExample> evaluationRows,
        int evaluationEvery,
        int evaluationBatch,
        Optional<ProbedRow> probe,
        int probeEvery) {
    /** Steps only; turns end where the model's configuration says. */
    public static final Measurements STEPS_ONLY =
            new Measurements(List.of(), List.of(), 0, 8, Optional.empty(), 0);

    public Measurements {
        turnEnds = List.copyOf(turnEnds);
        evaluationRows = List.copyOf(evaluationRows);
        if (evaluationEvery < 0 || probeEvery < 0) {
            throw new IllegalArgumentException("steps between two measurements must be 0 or more");
        }
        if (evaluationBatch < 1) {
            throw new IllegalArgumentException(
                    "evaluation batch size must be at least 1, not " + evaluationBatch);
        }
    }

    /**
     * The same with rows held out.
     *
     * @param every optimizer steps between two evaluations; 0 for at the ends of the run only
     */
    public Measurements withEvaluation(List<LabelledExample> rows, int every) {
        return new Measurements(turnEnds, rows, every, evaluationBatch, probe, probeEvery);
    }

    /**
     * The same with a row whose every token is scored.
     *
     * @param every optimizer steps between two scores; 0 for at the ends of the run only
     */
    public Measurements withProbe(ProbedRow row, int every) {
        return new Measurements(
                turnEnds,
                evaluationRows,
                evaluationEvery,
                evaluationBatch,
                Optional.of(row),
                every);
    }

    /** The same with these ids as ends of a turn, beside the model's own. */
    public Measurements withTurnEnds(List<Integer> ids) {
        return new Measurements(
                ids, evaluationRows, evaluationEvery, evaluationBatch, probe, probeEvery);
    }
}
