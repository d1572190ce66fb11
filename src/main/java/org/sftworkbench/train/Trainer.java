package org.sftworkbench.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.Batch;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.LossPass;
import org.sftworkbench.model.PaddedRows;

/**
 * The SFT loop of the notes: collate, forward, backward, accumulate, clip, AdamW. Engine thread
 * only.
 *
 * <p>The loss of a step is the summed NLL of its supervised tokens divided by their number over the
 * whole accumulation window, or the notes' mean of the micro-batches' means ({@link
 * LossNormalization}).
 */
public final class Trainer {
    private final LanguageModel model;
    private final List<LabelledExample> examples;
    private final int dropped;
    private final TrainingConfig config;
    private final RightPaddingCollator collator;

    /**
     * @param model loaded as trainable
     * @param examples rows; those longer than {@code maxLength} or without a supervised token are
     *     left out
     * @param padId id for padding
     * @throws TrainingException where no row is left
     */
    public Trainer(
            LanguageModel model, List<LabelledExample> examples, TrainingConfig config, int padId) {
        this.model = model;
        this.examples = usable(examples, config);
        this.dropped = examples.size() - this.examples.size();
        this.config = config;
        this.collator = new RightPaddingCollator(padId);
    }

    private static List<LabelledExample> usable(
            List<LabelledExample> examples, TrainingConfig config) {
        List<LabelledExample> usable = new ArrayList<>();
        for (LabelledExample example : examples) {
            boolean fits = config.maxLength() == 0 || example.length() <= config.maxLength();
            if (fits && example.supervisedTokens() > 0) {
                usable.add(example);
            }
        }
        if (usable.isEmpty()) {
            throw new TrainingException(
                    examples.isEmpty()
                            ? "there are no rows to train on"
                            : "none of the "
                                    + examples.size()
                                    + " rows has a supervised token within max length "
                                    + config.maxLength());
        }
        return usable;
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
        BatchPlan plan = new BatchPlan(examples.size(), config);
        LearningRate learningRate = new LearningRate(config, plan.totalSteps());
        listener.started(examples.size(), dropped, plan.totalSteps());
        double elapsed = 0;
        try (AdamW optimizer = new AdamW(model, config.weightDecay(), config.maxGradNorm())) {
            for (int step = 1; step <= plan.totalSteps(); step++) {
                cancellation.check();
                long start = System.nanoTime();
                Window window = new Window(plan.window(step));
                window.accumulate(cancellation);
                double norm = optimizer.gradientNorm();
                window.requireFinite(step, norm);
                double rate = learningRate.at(step);
                optimizer.step(rate, norm);
                optimizer.zero();
                double seconds = (System.nanoTime() - start) * 1e-9;
                elapsed += seconds;
                listener.stepped(
                        new TrainStep(
                                step,
                                plan.totalSteps(),
                                plan.epochAfter(step),
                                window.loss(),
                                window.lossOfAll(),
                                rate,
                                norm,
                                window.supervised,
                                window.tokens,
                                window.tokens / seconds,
                                elapsed));
            }
        }
    }

    /** The micro-batches between two optimizer updates. */
    private final class Window {
        private final List<Batch> batches = new ArrayList<>();
        private final int supervised;
        private final int tokens;
        private double loss;
        private double nllOfAll;
        private int scoredOfAll;

        Window(List<int[]> rows) {
            int supervisedTokens = 0;
            int realTokens = 0;
            for (int[] batch : rows) {
                List<LabelledExample> chosen = new ArrayList<>();
                for (int row : batch) {
                    LabelledExample example = examples.get(row);
                    chosen.add(example);
                    supervisedTokens += example.supervisedTokens();
                    realTokens += example.length();
                }
                batches.add(collator.collate(chosen));
            }
            this.supervised = supervisedTokens;
            this.tokens = realTokens;
        }

        /** Forward and backward of each micro-batch; gradients add up. */
        void accumulate(Cancellation cancellation) {
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                for (Batch batch : batches) {
                    cancellation.check();
                    PaddedRows rows = TrainingRows.of(batch);
                    int own = TrainingRows.count(rows.targets());
                    double share =
                            switch (config.normalization()) {
                                case TOKEN_MEAN -> 1.0 / supervised;
                                case MEAN_OF_MEANS -> 1.0 / ((double) own * batches.size());
                            };
                    try (NDManager step = model.newManager()) {
                        LossPass pass = model.loss(rows, share, true, step);
                        collector.backward(pass.scaledLoss());
                        loss += pass.supervisedNll() * share;
                        nllOfAll += pass.supervisedNll() + pass.otherNll();
                        scoredOfAll += own + TrainingRows.count(rows.others());
                    }
                }
            }
        }

        double loss() {
            return loss;
        }

        double lossOfAll() {
            return nllOfAll / scoredOfAll;
        }

        void requireFinite(int step, double gradientNorm) {
            if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
                throw new TrainingException(
                        "step "
                                + step
                                + ": the "
                                + (Double.isFinite(loss) ? "gradient" : "loss")
                                + " is no longer finite; the update was not made. Lower the learning rate, or look for a"
                                + " broken row");
            }
        }
    }
}
