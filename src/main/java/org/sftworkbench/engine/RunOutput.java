package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.MeasuredAt;
import org.sftworkbench.train.Snapshot;
import org.sftworkbench.train.Trainer;

/** What a training run leaves on disk. Engine thread only. */
interface RunOutput extends AutoCloseable {
    /**
     * Opens what the command asks for, before anything is loaded.
     *
     * @param patience with the disk, once there is something to lose
     * @param tell hears of it before something large is written
     */
    static RunOutput of(Command.Train command, DiskPatience patience, Consumer<Event> tell) {
        return command.recording().isPresent() && command.out() != null
                ? RecordedOutput.open(command, patience, tell)
                : new ModelOutput(command.out(), patience);
    }

    /** Where the run goes on from; empty where it begins. */
    Optional<Path> checkpoint();

    /** What the run, which goes on, had measured beside its steps after a step. */
    MeasuredAt measured(int step);

    /**
     * Finds out whether a run that goes on is the one that was started.
     *
     * @throws org.sftworkbench.run.RunException where rows, template, policy or numbers are others;
     *     names them
     */
    void check(LanguageModel model, Trainer trainer);

    /** The model is in memory, and nothing has been trained yet in this process. */
    void begin(LanguageModel model, Trainer trainer);

    /**
     * How a run that was begun earlier goes on; empty for a new one.
     *
     * @param step after which it does
     */
    Optional<Event> goesOn(int step);

    /** Hears everything that the run tells. */
    void hear(Event event);

    /**
     * A step was taken.
     *
     * @return the checkpoint that was saved, where one was due
     */
    Optional<Event.CheckpointSaved> settled(Snapshot now);

    /**
     * The user wants the last whole step to be saved.
     *
     * @return the checkpoint, where there is one and it was not saved before
     */
    Optional<Event.CheckpointSaved> wished(Snapshot now);

    /**
     * The run ends before its last step.
     *
     * @return the checkpoint of it, where what was learned is kept
     */
    Optional<Event.CheckpointSaved> interrupted(Snapshot now);

    /**
     * Whether a run whose last step is taken is to be finished even though it was asked to stop.
     */
    boolean finishesWhenStopped();

    /** The last step was taken: saves the model. */
    void finish(LanguageModel model);

    /** It was asked to stop after so many steps. */
    void stopped(int steps);

    /**
     * It ended in an error.
     *
     * @param steps taken by then
     * @param message why, for the user
     * @param comesAgain whether it would break again with the same settings and rows
     * @return the same with what is kept of the run
     */
    String failed(int steps, String message, boolean comesAgain);

    @Override
    void close();
}
