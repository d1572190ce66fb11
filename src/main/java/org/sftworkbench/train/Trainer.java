package org.sftworkbench.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
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
    private final List<LabelledExample> examples;
    private TrainerState start;
    private final Set<Integer> turnEnds;
    private Optional<Path> optimizerFile = Optional.empty();

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
        this.examples = examples;
        this.start = new TrainerState(0, plan.totalSteps(), 0, 0, 0, plan.fingerprint());
    }

    /**
     * Goes on where a checkpoint stands, instead of from the start.
     *
     * @param checkpoint the directory that the model was loaded from
     * @throws TrainingException where it is of another run, or its state cannot be read; says what
     *     differs
     */
    public Trainer from(Path checkpoint) {
        TrainerState saved = TrainerState.read(checkpoint);
        Path file = checkpoint.resolve(TrainerState.FILE);
        if (!saved.fingerprint().equals(plan.fingerprint())) {
            throw new TrainingException(
                    file
                            + ": was trained on other rows than these; to go on, the data, the"
                            + " template and the mask policy must be as they were");
        }
        if (saved.totalSteps() != plan.totalSteps() || saved.step() > plan.totalSteps()) {
            throw new TrainingException(
                    file
                            + ": is of a run of "
                            + saved.totalSteps()
                            + " steps, and this one takes "
                            + plan.totalSteps());
        }
        this.start = saved;
        this.optimizerFile = Optional.of(checkpoint.resolve(Snapshot.OPTIMIZER));
        return this;
    }

    /** Optimizer steps that were taken before it runs. */
    public int startStep() {
        return start.step();
    }

    /** Where it stands before it runs. */
    public TrainerState startState() {
        return start;
    }

    /** Tells the rows that are trained on, in their order, from all others. */
    public String fingerprint() {
        return plan.fingerprint();
    }

    /**
     * Trains the model in place.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop; the model is then as
     *     the last whole step left it
     * @throws BrokenStepException where the loss or the gradient is not finite; the update that
     *     would have spread it is not made
     * @throws org.sftworkbench.model.ModelException where a row does not fit the model, or the
     *     optimizer's state cannot be read
     */
    public void run(TrainingListener listener, Cancellation cancellation) {
        LearningRate learningRate = new LearningRate(config, plan.totalSteps());
        try (AdamW optimizer = new AdamW(model, config.optimizer());
                GradientWindow gradients = model.newGradients()) {
            optimizerFile.ifPresent(file -> optimizer.state().read(file, model));
            listener.started(plan.rows(), plan.dropped(), plan.totalSteps());
            TrainerState now = start;
            try {
                while (now.step() < plan.totalSteps()) {
                    int step = now.step() + 1;
                    cancellation.check();
                    long begun = System.nanoTime();
                    Window window = new Window(step, plan.window(step));
                    double rate = learningRate.at(step);
                    double norm = window.run(gradients, optimizer, rate, cancellation);
                    double seconds = (System.nanoTime() - begun - window.pausedNanos) * 1e-9;
                    now = after(now, window, seconds);
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
                                    now.numTokens(),
                                    window.tokens / seconds,
                                    model.memoryInUse(),
                                    now.elapsedSeconds()));
                    listener.settled(new Snapshot(model, optimizer, now));
                }
            } catch (CancellationException e) {
                listener.broken(new Snapshot(model, optimizer, now));
                throw e;
            } catch (BrokenStepException e) {
                try {
                    listener.broken(new Snapshot(model, optimizer, now));
                } catch (RuntimeException unsaved) {
                    // The row to mend is what the user has to know.
                    e.addSuppressed(unsaved);
                }
                throw e;
            }
        }
    }

    private TrainerState after(TrainerState before, Window window, double seconds) {
        int step = before.step() + 1;
        return new TrainerState(
                step,
                plan.totalSteps(),
                plan.epochAfter(step),
                before.numTokens() + window.tokens,
                before.elapsedSeconds() + seconds,
                before.fingerprint());
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
        private long pausedNanos;

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
        double run(
                GradientWindow gradients,
                AdamW optimizer,
                double learningRate,
                Cancellation cancellation) {
            for (int i = 0; i < batches.size(); i++) {
                long asked = System.nanoTime();
                cancellation.check();
                pausedNanos += System.nanoTime() - asked;
                add(gradients, i);
            }
            // An update that is not finite is not made.
            double norm =
                    Double.isFinite(loss)
                            ? optimizer.step(gradients.gradients(), learningRate)
                            : Double.NaN;
            gradients.clear();
            requireFinite("loss", loss);
            requireFinite("gradient", norm);
            return norm;
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
                int[] rows = plan.rowsOf(step);
                List<Integer> broken =
                        new BrokenRows(
                                        model,
                                        examples.stream().map(config.length()::cut).toList(),
                                        options.checkpointing())
                                .among(rows);
                throw new BrokenStepException(step, what, broken, broken.size() == rows.length);
            }
        }
    }
}
