package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GradientWindow;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.LossPass;
import org.sftworkbench.model.PackedRows;

/**
 * The SFT loop of the notes: batch, forward, backward, accumulate, clip, AdamW. Engine thread only.
 *
 * <p>The loss of a step is the summed NLL of its supervised tokens divided by their number over the
 * whole accumulation window, or the notes' mean of the micro-batches' means ({@link
 * LossNormalization}).
 */
public final class Trainer {
    private final LanguageModel model;
    private final RowPlan plan;
    private final TrainingConfig config;
    private final StepOptions options;
    private final RightPaddingCollator collator;
    private final Set<Integer> turnEnds;

    /** Turns end where the model's configuration says. */
    public Trainer(
            LanguageModel model,
            List<LabelledExample> examples,
            TrainingConfig config,
            StepOptions options,
            int padId) {
        this(model, examples, config, options, padId, Set.copyOf(model.config().eosIds()));
    }

    /**
     * @param model loaded as trainable
     * @param examples rows; cut or left out where the length policy says so, and left out without a
     *     supervised token
     * @param padId id for padding, where there is any
     * @param turnEnds ids that end a turn, whose probability is measured
     * @throws TrainingException where no row is left
     */
    public Trainer(
            LanguageModel model,
            List<LabelledExample> examples,
            TrainingConfig config,
            StepOptions options,
            int padId,
            Set<Integer> turnEnds) {
        this.model = model;
        this.plan = new RowPlan(examples, config, options);
        this.config = config;
        this.options = options;
        this.turnEnds = Set.copyOf(turnEnds);
        this.collator = new RightPaddingCollator(padId);
    }

    /**
     * Trains the model in place.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop; the model is then as
     *     the last whole step left it
     * @throws TrainingException where the loss or the gradient is not finite; the update that would
     *     have spread it is not made
     * @throws org.sftworkbench.model.ModelException where a row does not fit the model
     */
    public void run(TrainingListener listener, Cancellation cancellation) {
        LearningRate learningRate = new LearningRate(config, plan.totalSteps());
        listener.started(plan.rows(), plan.dropped(), plan.totalSteps());
        double elapsed = 0;
        long numTokens = 0;
        try (AdamW optimizer = new AdamW(model, config.optimizer())) {
            for (int step = 1; step <= plan.totalSteps(); step++) {
                cancellation.check();
                long start = System.nanoTime();
                Window window = new Window(step, plan.window(step));
                double rate = learningRate.at(step);
                double norm = window.run(optimizer, rate, cancellation);
                double seconds = (System.nanoTime() - start) * 1e-9;
                elapsed += seconds;
                numTokens += window.tokens;
                listener.stepped(
                        new TrainStep(
                                step,
                                plan.totalSteps(),
                                plan.epochAfter(step),
                                window.loss(),
                                window.lossOfAll(),
                                rate,
                                norm,
                                window.means.accuracy(),
                                window.means.entropy(),
                                window.means.stopProbability(),
                                window.supervised,
                                window.tokens,
                                numTokens,
                                window.tokens / seconds,
                                model.memoryInUse(),
                                elapsed));
            }
        }
    }

    /** The micro-batches between two optimizer updates. */
    private final class Window {
        private final int step;
        private final List<PackedRows> batches = new ArrayList<>();
        private final BatchMeans means = new BatchMeans(turnEnds);
        private final List<Integer> rowsOfBatch = new ArrayList<>();
        private final int supervised;
        private final int tokens;
        private double loss;
        private double nllOfAll;
        private int scoredOfAll;

        Window(int step, List<List<LabelledExample>> rows) {
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
         * Forward and backward of each micro-batch, gradients adding up, and the update.
         *
         * @return the gradients' norm before clipping
         */
        double run(AdamW optimizer, double learningRate, Cancellation cancellation) {
            try (GradientWindow gradients = model.newGradients()) {
                for (int i = 0; i < batches.size(); i++) {
                    cancellation.check();
                    add(gradients, i);
                }
                requireFinite("loss", loss);
                double norm = optimizer.step(gradients.gradients(), learningRate);
                requireFinite("gradient", norm);
                return norm;
            }
        }

        private void add(GradientWindow gradients, int batch) {
            PackedRows rows = batches.get(batch);
            int seed = step * batches.size() + batch;
            int own = TrainingRows.count(rows.targets());
            double share =
                    switch (config.normalization()) {
                        case TOKEN_MEAN -> 1.0 / supervised;
                        case MEAN_OF_MEANS -> 1.0 / ((double) own * batches.size());
                    };
            LossPass pass =
                    gradients.add(
                            rows,
                            new GradientWindow.Pass(
                                    share, options.lossOfAll(), options.checkpointing(), seed));
            means.add(rowsOfBatch.get(batch), pass.supervised());
            loss += pass.supervisedNll() * share;
            nllOfAll += pass.supervisedNll() + pass.otherNll();
            scoredOfAll += own + TrainingRows.count(rows.others());
        }

        double loss() {
            return loss;
        }

        double lossOfAll() {
            return options.lossOfAll() ? nllOfAll / scoredOfAll : Double.NaN;
        }

        private void requireFinite(String what, double value) {
            if (!Double.isFinite(value)) {
                throw new TrainingException(
                        "step "
                                + step
                                + ": the "
                                + what
                                + " is no longer finite; the update was not made. Lower the learning rate, or look for a"
                                + " broken row");
            }
        }
    }
}
