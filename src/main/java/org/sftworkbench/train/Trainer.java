package org.sftworkbench.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GradientWindow;
import org.sftworkbench.model.LanguageModel;

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
        ObjectNode numbers =
                TrainingConfigJson.write(
                        new TrainingConfigJson.Numbers(config, options, Optional.empty()));
        this.start = new TrainerState(0, plan.totalSteps(), 0, 0, 0, plan.fingerprint(), numbers);
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
        Optional<String> other = saved.otherNumber(start);
        if (other.isPresent()) {
            throw new TrainingException(
                    file
                            + ": is of a run with "
                            + other.get()
                            + " = "
                            + saved.numbers().get(other.get())
                            + ", and this one has "
                            + start.numbers().get(other.get()));
        }
        this.start = saved.with(start.numbers());
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
        try (AdamW optimizer = new AdamW(model, config.optimizer());
                GradientWindow gradients = model.newGradients()) {
            optimizerFile.ifPresent(file -> optimizer.state().read(file, model));
            listener.started(plan.rows(), plan.dropped(), plan.totalSteps());
            new Course(optimizer, gradients, listener, cancellation).run();
        }
    }

    /** The steps from where it stands to the last. */
    private final class Course {
        private final LearningRate learningRate = new LearningRate(config, plan.totalSteps());
        private final AdamW optimizer;
        private final GradientWindow gradients;
        private final TrainingListener listener;
        private final Cancellation cancellation;

        /** Of the weights as they are, unless the optimizer is amid an update. */
        private TrainerState now = start;

        Course(
                AdamW optimizer,
                GradientWindow gradients,
                TrainingListener listener,
                Cancellation cancellation) {
            this.optimizer = optimizer;
            this.gradients = gradients;
            this.listener = listener;
            this.cancellation = cancellation;
        }

        void run() {
            listener.begins(this::snapshot);
            try {
                while (now.step() < plan.totalSteps()) {
                    cancellation.check();
                    take(now.step() + 1);
                    listener.settled(snapshot());
                }
            } catch (CancellationException e) {
                interrupted();
                throw e;
            } catch (RuntimeException | Error e) {
                try {
                    interrupted();
                } catch (RuntimeException | Error unsaved) {
                    // What made the run fail is what the user has to know.
                    e.addSuppressed(unsaved);
                }
                throw e;
            }
        }

        /** Lets what the whole steps have learned be kept. */
        private void interrupted() {
            // Whoever has run out of memory has none to save with, either.
            gradients.close();
            if (optimizer.isWhole()) {
                listener.interrupted(snapshot());
            }
        }

        private Snapshot snapshot() {
            return new Snapshot(model, optimizer, now);
        }

        private void take(int step) {
            long begun = System.nanoTime();
            AccumulationWindow.Figures figures =
                    new AccumulationWindow(config, options, collator, step, plan.window(step))
                            .run(gradients, turnEnds, cancellation);
            requireFinite(step, "loss", figures.loss());
            double rate = learningRate.at(step);
            double norm = optimizer.step(gradients.gradients(), rate);
            // An update that is not finite was not made.
            requireFinite(step, "gradient", norm);
            double seconds = (System.nanoTime() - begun - figures.pausedNanos()) * 1e-9;
            now = after(now, figures.tokens(), seconds);
            gradients.clear();
            listener.stepped(
                    new TrainStep(
                            step,
                            plan.totalSteps(),
                            plan.epochAfter(step),
                            figures.loss(),
                            figures.lossOfAll(),
                            rate,
                            norm,
                            figures.means().accuracy(),
                            figures.means().entropy(),
                            figures.means().stopProbability(),
                            figures.supervised(),
                            figures.tokens(),
                            now.numTokens(),
                            figures.tokens() / seconds,
                            model.memoryInUse(),
                            now.elapsedSeconds()));
        }

        private void requireFinite(int step, String what, double value) {
            if (!Double.isFinite(value)) {
                // The rows are computed once more, each by itself, which takes gradients of its
                // own.
                gradients.close();
                throw broken(step, what);
            }
        }
    }

    private TrainerState after(TrainerState before, int tokens, double seconds) {
        int step = before.step() + 1;
        return new TrainerState(
                step,
                plan.totalSteps(),
                plan.epochAfter(step),
                before.numTokens() + tokens,
                before.elapsedSeconds() + seconds,
                before.fingerprint(),
                before.numbers());
    }

    private BrokenStepException broken(int step, String what) {
        int[] rows = plan.rowsOf(step);
        List<LabelledExample> cut = examples.stream().map(config.length()::cut).toList();
        BrokenRows search = new BrokenRows(model, cut, options.checkpointing());
        try {
            List<Integer> broken = search.among(rows);
            boolean every = broken.size() == rows.length;
            return new BrokenStepException(
                    step, what, broken, every && (rows.length > 1 || isOfOthersToo(search, step)));
        } catch (RuntimeException | Error e) {
            return BrokenStepException.unexplained(step, what, e);
        }
    }

    /** Whether a row of the step before, or after the first, is broken as well. */
    private boolean isOfOthersToo(BrokenRows search, int step) {
        int other = step > 1 ? step - 1 : step + 1;
        return other <= plan.totalSteps()
                && !search.among(new int[] {plan.rowsOf(other)[0]}).isEmpty();
    }
}
