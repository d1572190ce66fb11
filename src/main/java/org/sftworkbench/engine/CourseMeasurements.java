package org.sftworkbench.engine;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.MeasuredAt;
import org.sftworkbench.train.Evaluator;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.Scorer;

/**
 * What a run measures beside its steps, when it is due: rows held out, and the probed row. Engine
 * thread only.
 */
final class CourseMeasurements {
    private final LanguageModel model;
    private final Measurements wanted;
    private final Optional<Evaluator> evaluator;
    private final Optional<LabelledExample> probe;
    private final Consumer<Event> tell;
    private final Cancellation cancellation;

    /**
     * @param length the run's policy, which holds for the rows held out too
     * @throws org.sftworkbench.train.TrainingException where it leaves no row held out
     */
    CourseMeasurements(
            LanguageModel model,
            Measurements wanted,
            LengthPolicy length,
            Consumer<Event> tell,
            Cancellation cancellation) {
        this.model = model;
        this.wanted = wanted;
        this.evaluator =
                wanted.evaluationRows().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Evaluator(
                                        model,
                                        wanted.evaluationRows(),
                                        length,
                                        wanted.evaluationBatch(),
                                        turnEnds(model, wanted)));
        this.probe = wanted.probe().map(CourseMeasurements::whole);
        this.tell = tell;
        this.cancellation = cancellation;
    }

    /** Ids that end a turn: those that were named, and the model's own. */
    static Set<Integer> turnEnds(LanguageModel model, Measurements wanted) {
        Set<Integer> ends = new LinkedHashSet<>(wanted.turnEnds());
        ends.addAll(model.config().eosIds());
        return ends;
    }

    /** Measures before the first step of a run. */
    void begin() {
        evaluate(0, 0, 0);
        score(0);
    }

    /**
     * Measures after a step what is due then.
     *
     * @param already what was measured after it before the run was stopped
     */
    void after(Standing now, MeasuredAt already) {
        // First, as a stop ends an evaluation, but must not leave a gap in the probe's course.
        if (now.isDue(wanted.probeEvery()) && !already.probed()) {
            score(now.step());
        }
        if (now.isDue(wanted.evaluationEvery()) && !already.evaluated()) {
            evaluate(now.step(), now.epoch(), now.numTokens());
        }
    }

    private void evaluate(int step, double epoch, long numTokens) {
        evaluator.ifPresent(
                rows ->
                        tell.accept(
                                new Event.Evaluated(
                                        rows.evaluate(step, epoch, numTokens, cancellation))));
    }

    private void score(int step) {
        probe.ifPresent(
                row ->
                        tell.accept(
                                new Event.ProbeScored(
                                        step,
                                        new Scorer(model)
                                                .score(List.of(row), new Cancellation())
                                                .get(0))));
    }

    /** The same row with every token counted. */
    private static LabelledExample whole(ProbedRow probed) {
        LabelledExample row = probed.row();
        boolean[] all = new boolean[row.length()];
        Arrays.fill(all, true);
        return new LabelledExample(row.inputIds(), all);
    }
}
