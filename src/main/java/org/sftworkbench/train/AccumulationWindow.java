package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GradientWindow;
import org.sftworkbench.model.LossPass;
import org.sftworkbench.model.PackedRows;

/** The micro-batches between two optimizer updates. Engine thread only. */
final class AccumulationWindow {
    private final TrainingConfig config;
    private final StepOptions options;
    private final int step;
    private final List<PackedRows> batches = new ArrayList<>();
    private final List<Integer> rowsOfBatch = new ArrayList<>();
    private final int supervised;
    private final int tokens;

    /**
     * @param step counted from 1
     * @param rows of each micro-batch
     */
    AccumulationWindow(
            TrainingConfig config,
            StepOptions options,
            RightPaddingCollator collator,
            int step,
            List<List<LabelledExample>> rows) {
        this.config = config;
        this.options = options;
        this.step = step;
        int supervisedTokens = 0;
        int realTokens = 0;
        for (List<LabelledExample> chosen : rows) {
            for (LabelledExample example : chosen) {
                supervisedTokens += example.supervisedTokens();
                realTokens += example.length();
            }
            rowsOfBatch.add(chosen.size());
            batches.add(
                    options.rightPadding()
                            ? TrainingRows.padded(collator.collate(chosen))
                            : TrainingRows.packed(chosen));
        }
        this.supervised = supervisedTokens;
        this.tokens = realTokens;
    }

    /**
     * What a step measures on its way to the update.
     *
     * @param loss as it is optimized; may be no finite number
     * @param lossOfAll mean NLL of all real tokens (nats); NaN where it was not asked for
     * @param means accuracy and the like
     * @param supervised tokens
     * @param tokens real ones, supervised or not
     * @param pausedNanos that it waited between its micro-batches
     */
    record Figures(
            double loss,
            double lossOfAll,
            BatchMeans means,
            int supervised,
            int tokens,
            long pausedNanos) {}

    /**
     * Forward and backward of each micro-batch, gradients adding up.
     *
     * @param gradients cleared
     * @param turnEnds ids that end a turn, whose probability is measured
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    Figures run(GradientWindow gradients, Set<Integer> turnEnds, Cancellation cancellation) {
        BatchMeans means = new BatchMeans(turnEnds);
        double loss = 0;
        double nllOfAll = 0;
        int scoredOfAll = 0;
        long pausedNanos = 0;
        for (int i = 0; i < batches.size(); i++) {
            long asked = System.nanoTime();
            cancellation.check();
            pausedNanos += System.nanoTime() - asked;
            PackedRows rows = batches.get(i);
            int own = TrainingRows.count(rows.targets());
            double share = share(own);
            LossPass pass =
                    gradients.add(
                            rows,
                            new GradientWindow.Pass(
                                    share,
                                    options.lossOfAll(),
                                    options.checkpointing(),
                                    dropoutSeed(i)));
            means.add(rowsOfBatch.get(i), pass.supervised());
            loss += pass.supervisedNll() * share;
            nllOfAll += pass.supervisedNll() + pass.otherNll();
            scoredOfAll += own + TrainingRows.count(rows.others());
        }
        double lossOfAll = options.lossOfAll() ? nllOfAll / scoredOfAll : Double.NaN;
        return new Figures(loss, lossOfAll, means, supervised, tokens, pausedNanos);
    }

    /** What the summed NLL of a micro-batch's supervised tokens counts for in the loss. */
    private double share(int supervisedOfBatch) {
        return switch (config.normalization()) {
            case TOKEN_MEAN -> 1.0 / supervised;
            case MEAN_OF_MEANS -> 1.0 / ((double) supervisedOfBatch * batches.size());
        };
    }

    /**
     * Another one for each micro-batch of a run, also where the last window of an epoch is short,
     * and others for another seed of the run. Depends on nothing before, so that a run that goes on
     * drops what it would have dropped.
     */
    int dropoutSeed(int batch) {
        int before = (step - 1) * config.gradAccum() + batch;
        return new SplittableRandom(config.seed()).nextInt() ^ before;
    }
}
