package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.Generator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.MeasuredAt;
import org.sftworkbench.train.Snapshot;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.Trainer;
import org.sftworkbench.train.TrainerState;
import org.sftworkbench.train.TrainingListener;

/**
 * One training command: a copy of the model of its own, sample answers on the way, and what it
 * leaves on disk. Engine thread only.
 */
final class TrainingRun {
    private final Command.Train command;
    private final DeviceChoice devices;
    private final Consumer<Event> tell;
    private final Cancellation cancellation;
    private final SaveWish saveWish;
    private int stepsTaken;

    TrainingRun(
            Command.Train command,
            DeviceChoice devices,
            Consumer<Event> tell,
            Cancellation cancellation,
            SaveWish saveWish) {
        this.command = command;
        this.devices = devices;
        this.tell = tell;
        this.cancellation = cancellation;
        this.saveWish = saveWish;
    }

    Event.Terminal run() {
        try (RunOutput output = RunOutput.of(command, new DiskPatience(tell, cancellation), tell)) {
            return run(output);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private Event.Terminal run(RunOutput output) {
        long start = System.nanoTime();
        try (LanguageModel model = load(output.checkpoint())) {
            new RowFit(command, model).check();
            Trainer trainer =
                    new Trainer(
                            model,
                            command.examples(),
                            command.config(),
                            command.method().step(),
                            command.padId(),
                            CourseMeasurements.turnEnds(model, command.measurements()));
            output.check(model, trainer);
            output.checkpoint().ifPresent(trainer::from);
            stepsTaken = trainer.startStep();
            output.begin(model, trainer);
            trainer.run(new Course(model, output, trainer.startState()), cancellation);
            if (!output.finishesWhenStopped()) {
                // Asked once more, so that a stop during the last step keeps nothing.
                cancellation.check();
            }
            if (command.out() != null) {
                tell.accept(new Event.Saving(stepsTaken));
            }
            output.finish(model);
            // The steps of a run that goes on are counted from its beginning, and so is its time.
            double before = trainer.startState().elapsedSeconds();
            return new Event.Trained(
                    stepsTaken, before + CommandRunner.secondsSince(start), command.out());
        } catch (CancellationException e) {
            output.stopped(stepsTaken);
            return new Event.Cancelled(stepsTaken);
        } catch (RuntimeException | Error e) {
            boolean comesAgain = Failures.comesAgain(e);
            String message = output.failed(stepsTaken, Failures.describe(command, e), comesAgain);
            return new Event.Failed(message, Failures.rows(e), false, comesAgain);
        }
    }

    /** The model to start from, or that of the checkpoint, whose adapters are not new. */
    private LanguageModel load(Optional<Path> checkpoint) {
        return LanguageModel.load(
                checkpoint.orElse(command.model()),
                command.settings()
                        .toTrain(
                                devices,
                                checkpoint.isPresent() ? Optional.empty() : command.method().lora(),
                                command.config().seed()));
    }

    /** Passes the trainer's course on as events. */
    private final class Course implements TrainingListener {
        private final LanguageModel model;
        private final RunOutput output;
        private final CourseMeasurements measurements;

        private final TrainerState start;

        private Course(LanguageModel model, RunOutput output, TrainerState start) {
            this.start = start;
            this.model = model;
            this.output = output;
            this.measurements =
                    new CourseMeasurements(
                            model,
                            command.measurements(),
                            command.config().length(),
                            this::tell,
                            cancellation);
        }

        private void tell(Event event) {
            output.hear(event);
            tell.accept(event);
        }

        @Override
        public void started(int rows, int dropped, int totalSteps) {
            tell(new Event.TrainStarted(rows, dropped, totalSteps, model.parameterCount()));
            output.goesOn(start.step()).ifPresent(this::tell);
            if (output.checkpoint().isPresent()) {
                measure(Standing.of(start), output.measured(start.step()));
                return;
            }
            measurements.begin();
            if (command.samples().wanted()) {
                tell(new Event.SampleAnswered(0, answers()));
            }
        }

        @Override
        public void begins(Supplier<Snapshot> now) {
            saveWish.fulfilBy(() -> output.wished(now.get()).ifPresent(this::tell));
        }

        @Override
        public void stepped(TrainStep step) {
            stepsTaken = step.step();
            tell(new Event.TrainStepped(step));
            measure(Standing.of(step), MeasuredAt.NOTHING);
        }

        private void measure(Standing now, MeasuredAt already) {
            measurements.after(now, already);
            Command.Train.Samples samples = command.samples();
            if (samples.wanted() && now.isDue(samples.every()) && !already.sampled()) {
                tell(new Event.SampleAnswered(now.step(), answers()));
            }
        }

        @Override
        public void settled(Snapshot now) {
            output.settled(now).ifPresent(this::tell);
            saveWish.fulfil();
        }

        @Override
        public void interrupted(Snapshot now) {
            output.interrupted(now).ifPresent(this::tell);
        }

        private List<int[]> answers() {
            List<int[]> answers = new ArrayList<>();
            for (Continuation continuation :
                    new Generator(model)
                            .generate(
                                    command.samples().prompts(),
                                    command.samples().settings(),
                                    ids -> {},
                                    cancellation)) {
                answers.add(continuation.outputIds());
            }
            return List.copyOf(answers);
        }
    }
}
