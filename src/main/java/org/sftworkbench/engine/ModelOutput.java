package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.run.MeasuredAt;
import org.sftworkbench.train.Snapshot;
import org.sftworkbench.train.Trainer;

/** Leaves the finished model alone, or nothing. Engine thread only. */
final class ModelOutput implements RunOutput {
    private final CheckpointTarget target;
    private final Path directory;
    private final DiskPatience patience;

    /**
     * @param directory of the model, or null to keep none
     */
    ModelOutput(Path directory, DiskPatience patience) {
        this.directory = directory;
        this.patience = patience;
        this.target = new CheckpointTarget(directory);
        target.check();
    }

    @Override
    public Optional<Path> checkpoint() {
        return Optional.empty();
    }

    @Override
    public MeasuredAt measured(int step) {
        return MeasuredAt.NOTHING;
    }

    @Override
    public void check(LanguageModel model, Trainer trainer) {
        if (directory != null) {
            model.checkCompanions();
        }
    }

    @Override
    public void begin(LanguageModel model, Trainer trainer) {}

    @Override
    public Optional<Event> goesOn(int step) {
        return Optional.empty();
    }

    @Override
    public void hear(Event event) {}

    @Override
    public Optional<Event.CheckpointSaved> settled(Snapshot now) {
        return Optional.empty();
    }

    @Override
    public Optional<Event.CheckpointSaved> wished(Snapshot now) {
        return Optional.empty();
    }

    @Override
    public Optional<Event.CheckpointSaved> interrupted(Snapshot now) {
        return Optional.empty();
    }

    @Override
    public boolean finishesWhenStopped() {
        return false;
    }

    @Override
    public void finish(LanguageModel model) {
        if (directory != null) {
            patience.insist(directory, model.storedBytes(), () -> target.save(model));
        }
    }

    @Override
    public void stopped(int steps) {}

    @Override
    public String failed(int steps, String message, boolean comesAgain) {
        return message;
    }

    @Override
    public void close() {}
}
