package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/** Scores rows held out of a run, batch by batch in their order. Engine thread only. */
public final class Evaluator {
    private final LanguageModel model;
    private final List<LabelledExample> rows;
    private final int batchSize;
    private final Set<Integer> turnEnds;

    /**
     * @param rows of which those are scored that the run's length policy leaves a supervised token
     * @param batchSize rows of a batch: TRL's {@code per_device_eval_batch_size}
     * @param turnEnds ids that end a turn
     * @throws TrainingException where no row is left
     */
    public Evaluator(
            LanguageModel model,
            List<LabelledExample> rows,
            LengthPolicy length,
            int batchSize,
            Set<Integer> turnEnds) {
        this.model = model;
        this.rows = List.copyOf(length.usable(rows));
        this.batchSize = batchSize;
        this.turnEnds = Set.copyOf(turnEnds);
        if (this.rows.isEmpty()) {
            throw new TrainingException(
                    "none of the "
                            + rows.size()
                            + " rows held out for evaluation has a supervised token"
                            + length.words());
        }
    }

    /**
     * @param step optimizer steps taken before
     * @param epoch epochs completed
     * @param numTokens real tokens trained on since the run started
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public Evaluation evaluate(int step, double epoch, long numTokens, Cancellation cancellation) {
        long start = System.nanoTime();
        BatchMeans means = new BatchMeans(turnEnds);
        for (int from = 0; from < rows.size(); from += batchSize) {
            cancellation.check();
            List<LabelledExample> batch =
                    new ArrayList<>(rows.subList(from, Math.min(rows.size(), from + batchSize)));
            means.add(batch.size(), model.figures(TrainingRows.packed(batch)));
        }
        return new Evaluation(
                step,
                epoch,
                means.lossByRows(),
                means.lossByTokens(),
                means.accuracy(),
                means.entropy(),
                means.stopProbability(),
                rows.size(),
                means.tokens(),
                numTokens,
                (System.nanoTime() - start) * 1e-9);
    }
}
