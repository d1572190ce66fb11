package org.sftworkbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.Generator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.Trainer;
import org.sftworkbench.train.TrainingListener;

/**
 * One training command: a copy of the model of its own, sample answers on the way, the checkpoint
 * at the end. Engine thread only.
 */
final class TrainingRun {
    private final Command.Train command;
    private final DeviceChoice devices;
    private final Consumer<Event> tell;
    private final Cancellation cancellation;
    private int stepsTaken;

    TrainingRun(
            Command.Train command,
            DeviceChoice devices,
            Consumer<Event> tell,
            Cancellation cancellation) {
        this.command = command;
        this.devices = devices;
        this.tell = tell;
        this.cancellation = cancellation;
    }

    Event.Terminal run() {
        CheckpointTarget target = new CheckpointTarget(command.out());
        target.check();
        long start = System.nanoTime();
        try (LanguageModel model = load()) {
            CourseMeasurements measurements =
                    new CourseMeasurements(
                            model,
                            command.measurements(),
                            command.config().length(),
                            tell,
                            cancellation);
            new Trainer(
                            model,
                            command.examples(),
                            command.config(),
                            command.method().step(),
                            command.padId(),
                            CourseMeasurements.turnEnds(model, command.measurements()))
                    .run(new Course(model, measurements), cancellation);
            // Asked once more, so that a stop during the last step keeps nothing.
            cancellation.check();
            target.save(model);
            return new Event.Trained(stepsTaken, CommandRunner.secondsSince(start), command.out());
        } catch (CancellationException e) {
            return new Event.Cancelled(stepsTaken);
        }
    }

    private LanguageModel load() {
        return LanguageModel.load(
                command.model(),
                command.settings()
                        .toTrain(devices, command.method().lora(), command.config().seed()));
    }

    /** Passes the trainer's course on as events. */
    private final class Course implements TrainingListener {
        private final LanguageModel model;
        private final CourseMeasurements measurements;

        private Course(LanguageModel model, CourseMeasurements measurements) {
            this.model = model;
            this.measurements = measurements;
        }

        @Override
        public void started(int rows, int dropped, int totalSteps) {
            tell.accept(new Event.TrainStarted(rows, dropped, totalSteps, model.parameterCount()));
            measurements.begin();
            if (isProbed()) {
                tell.accept(new Event.ProbeAnswered(0, answers()));
            }
        }

        @Override
        public void stepped(TrainStep step) {
            stepsTaken = step.step();
            tell.accept(new Event.TrainStepped(step));
            measurements.stepped(step);
            if (isProbeDue(step)) {
                tell.accept(new Event.ProbeAnswered(step.step(), answers()));
            }
        }

        private boolean isProbeDue(TrainStep step) {
            return isProbed()
                    && (step.step() % command.probeEvery() == 0
                            || step.step() == step.totalSteps());
        }

        private boolean isProbed() {
            return command.probeEvery() > 0 && !command.probe().isEmpty();
        }

        private List<int[]> answers() {
            List<int[]> answers = new ArrayList<>();
            for (Continuation continuation :
                    new Generator(model)
                            .generate(
                                    command.probe(),
                                    command.probeSettings(),
                                    ids -> {},
                                    cancellation)) {
                answers.add(continuation.outputIds());
            }
            return List.copyOf(answers);
        }
    }
}
