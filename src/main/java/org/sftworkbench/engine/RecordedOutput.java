package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.disk.Listing;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.FinalModel;
import org.sftworkbench.run.MeasuredAt;
import org.sftworkbench.run.MetricLine;
import org.sftworkbench.run.Metrics;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDifferences;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunFiles;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunMarker;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.train.Snapshot;
import org.sftworkbench.train.Trainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a run directory: record, measurements and checkpoints on the way, the finished model
 * beside them at the end. Engine thread only.
 */
final class RecordedOutput implements RunOutput {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedOutput.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Bytes enough for a line, or for the record. */
    private static final long LITTLE = 1 << 20;

    private final Command.Train command;
    private final Consumer<Event> tell;
    private final Recording recording;
    private final RunDirectory run;
    private final Checkpoints checkpoints;
    private final RunRecordFile record;
    private final RunFiles files;
    private final DiskPatience patience;
    private final Map<Integer, Double> evalLoss = new TreeMap<>();
    private final ObjectNode summary = JSON.createObjectNode();
    private Optional<SampleWriter> samples = Optional.empty();
    private Optional<ProbeWriter> probe = Optional.empty();
    private List<Path> aside = List.of();
    private RunLock lock;
    private int savedStep;
    private int refusedStep;
    private boolean begun;

    private RecordedOutput(Command.Train command, DiskPatience patience, Consumer<Event> tell) {
        this.command = command;
        this.tell = tell;
        this.recording = command.recording().orElseThrow();
        this.run = new RunDirectory(command.out());
        this.checkpoints = new Checkpoints(run);
        this.record = new RunRecordFile(run);
        this.patience = patience;
        this.files = new RunFiles(run, write -> patience.insist(run.path(), LITTLE, write));
    }

    /**
     * @throws ModelException where a new run's directory holds something
     * @throws RunException where a run that is to go on is not there, or goes on already
     */
    static RecordedOutput open(Command.Train command, DiskPatience patience, Consumer<Event> tell) {
        RecordedOutput output = new RecordedOutput(command, patience, tell);
        if (output.recording.resume()) {
            output.record.read();
            output.lock = RunLock.take(output.run);
        } else {
            RunLock.requireFree(output.run);
            new CheckpointTarget(command.out()).check();
        }
        return output;
    }

    @Override
    public Optional<Path> checkpoint() {
        return recording.checkpoint();
    }

    @Override
    public void check(LanguageModel model, Trainer trainer) {
        model.checkCompanions();
        if (!recording.resume()) {
            return;
        }
        RunFiles.requireOwn(run);
        List<String> differences =
                new ArrayList<>(
                        RunDifferences.between(
                                record.read(), RunDescription.of(command, model, trainer)));
        if (probesAnotherRow()) {
            differences.add("the probed row is another one");
        }
        if (!differences.isEmpty()) {
            throw new RunException(
                    run.path()
                            + ": the run cannot go on like this: "
                            + String.join("; ", differences)
                            + ". Set it as it was, or start a new run from the checkpoint as a"
                            + " model");
        }
    }

    private boolean probesAnotherRow() {
        Optional<int[]> wanted =
                command.measurements().probe().map(probe -> probe.row().inputIds());
        Optional<List<Integer>> saved = ProbeHistory.read(run).map(ProbeHistory::ids);
        return wanted.isPresent()
                && saved.isPresent()
                && !saved.get().equals(Arrays.stream(wanted.get()).boxed().toList());
    }

    @Override
    public MeasuredAt measured(int step) {
        return recording.checkpoint().isPresent() ? MeasuredAt.of(run, step) : MeasuredAt.NOTHING;
    }

    @Override
    public void begin(LanguageModel model, Trainer trainer) {
        if (recording.resume()) {
            goOn(trainer.startStep());
        } else {
            start(RunDescription.of(command, model, trainer));
        }
        begun = true;
        samples =
                recording
                        .tokenizer()
                        .map(directory -> new SampleWriter(directory, command, model, files));
        probe =
                command.measurements()
                        .probe()
                        .map(row -> new ProbeWriter(row, recording.tokenizer(), files));
        if (recording.checkpoint().isEmpty()) {
            probe.ifPresent(ProbeWriter::begin);
        }
    }

    private void start(RunRecord wanted) {
        try {
            Files.createDirectories(run.path());
        } catch (IOException e) {
            throw new RunException(run.path() + ": cannot be made: " + DurableFiles.why(e), e);
        }
        // Where another was quicker, the directory is that one's, and stays.
        lock = RunLock.take(run);
        if (run.exists()) {
            throw new RunException(
                    run.path()
                            + ": another run was begun there meanwhile; choose another directory");
        }
        // It was empty when the run was asked for; since then a model was loaded.
        boolean ours = holdsNothingElse();
        try {
            record.write(wanted);
            RunMarker.put(run);
        } catch (RunException e) {
            if (ours) {
                forget();
            }
            throw e;
        }
        files.log("started from " + wanted.model().directory());
    }

    private boolean holdsNothingElse() {
        try {
            return Listing.of(run.path()).stream().allMatch(RunLock::isLock);
        } catch (IOException e) {
            LOG.warn("{} cannot be listed: {}", run.path(), DurableFiles.why(e));
            return false;
        }
    }

    /** Leaves nothing of a run that could not even be begun. */
    private void forget() {
        try {
            DurableFiles.deleteTree(run.path());
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", run.path(), e.getMessage());
        }
    }

    private void goOn(int step) {
        checkpoints.clean();
        new FinalModel(run).clean();
        if (recording.checkpoint().isPresent()) {
            RunFiles.cutAfter(run, step);
        } else {
            // Measured again from before the first step on; what had been measured is no less true.
            aside = RunFiles.setAside(run);
        }
        for (MetricLine line : Metrics.lines(run)) {
            summary.put("step", line.step());
            line.values().forEach(summary::put);
            line.value(MetricLine.EVAL_LOSS).ifPresent(loss -> evalLoss.put(line.step(), loss));
        }
        savedStep = recording.checkpoint().isPresent() ? step : 0;
        record.update(saved -> saved.in(RunState.RUNNING, ""));
        RunMarker.put(run);
        files.log(
                recording.checkpoint().isPresent() ? "goes on after step " + step : beginsAgain());
    }

    @Override
    public Optional<Event> goesOn(int step) {
        if (!recording.resume()) {
            return Optional.empty();
        }
        return Optional.of(
                recording
                        .checkpoint()
                        .<Event>map(from -> new Event.TrainResumed(step, from))
                        .orElseGet(() -> new Event.TrainBegunAgain(beginsAgain())));
    }

    private String beginsAgain() {
        String begins =
                run.path() + ": no checkpoint was saved, so the run begins with step 1 again";
        return aside.isEmpty()
                ? begins
                : begins
                        + ". What it had measured is in "
                        + aside.stream()
                                .map(file -> file.getFileName().toString())
                                .collect(Collectors.joining(", "));
    }

    @Override
    public void hear(Event event) {
        if (!begun) {
            return;
        }
        if (event instanceof Event.TrainStepped stepped) {
            ObjectNode line = RunLines.of(stepped.step());
            files.metrics(line);
            summary.setAll(line);
            summary.put("total_steps", stepped.step().totalSteps());
        } else if (event instanceof Event.SampleAnswered answered) {
            samples.ifPresent(writer -> writer.write(answered));
        } else if (event instanceof Event.Evaluated evaluated) {
            evaluated(RunLines.of(evaluated.evaluation()));
        } else if (event instanceof Event.ProbeScored scored) {
            probe.ifPresent(writer -> writer.write(scored));
        }
    }

    private void evaluated(ObjectNode line) {
        files.metrics(line);
        summary.setAll(line);
        evalLoss.put(line.path("step").asInt(), line.path(MetricLine.EVAL_LOSS).asDouble());
    }

    @Override
    public Optional<Event.CheckpointSaved> settled(Snapshot now) {
        int step = now.state().step();
        boolean due =
                recording.saveSteps() > 0
                        && (step % recording.saveSteps() == 0 || step == now.state().totalSteps());
        return due ? Optional.of(saveAmongOthers(now)) : Optional.empty();
    }

    @Override
    public Optional<Event.CheckpointSaved> wished(Snapshot now) {
        int step = now.state().step();
        return step == 0 || step == savedStep
                ? Optional.empty()
                : Optional.of(saveAmongOthers(now));
    }

    private Event.CheckpointSaved saveAmongOthers(Snapshot now) {
        Event.CheckpointSaved saved = save(now);
        prune(recording.checkpoint());
        return saved;
    }

    @Override
    public Optional<Event.CheckpointSaved> interrupted(Snapshot now) {
        int step = now.state().step();
        // Nothing is pruned: whoever stopped may want an earlier one.
        return step == 0 || step == savedStep || step == refusedStep
                ? Optional.empty()
                : Optional.of(save(now));
    }

    private Event.CheckpointSaved save(Snapshot now) {
        int step = now.state().step();
        tell.accept(new Event.Saving(step));
        Checkpoint saved;
        try {
            saved =
                    patience.insist(
                            run.checkpoints(),
                            now.storedBytes(),
                            () -> checkpoints.commit(step, now::write));
        } catch (RunException | ModelException e) {
            // Its patience is at an end, so that a run that ends with this does not try it again.
            refusedStep = step;
            throw e;
        }
        savedStep = saved.step();
        update(stored -> stored.summedUp(summary));
        files.log("saved " + saved.path());
        return new Event.CheckpointSaved(saved.step(), saved.path());
    }

    private void update(UnaryOperator<RunRecord> change) {
        patience.insist(run.record(), LITTLE, () -> record.update(change));
    }

    /**
     * @param used stays beside as many as are to be left
     */
    private void prune(Optional<Path> used) {
        try {
            checkpoints.prune(recording.saveTotalLimit(), evalLoss, used);
        } catch (RunException e) {
            // One checkpoint too many is no reason to stop a run.
            files.log(e.getMessage());
        }
    }

    @Override
    public boolean finishesWhenStopped() {
        return true;
    }

    @Override
    public void finish(LanguageModel model) {
        patience.insist(
                run.path(),
                model.storedBytes(),
                () -> new FinalModel(run).commit(model::writeInto));
        // Nothing is copied any more from the checkpoint that it went on from.
        prune(Optional.empty());
        conclude(RunState.FINISHED, "");
    }

    @Override
    public void stopped(int steps) {
        if (begun) {
            conclude(RunState.STOPPED, "stopped after step " + steps);
        }
    }

    @Override
    public String failed(int steps, String message, boolean comesAgain) {
        if (!begun) {
            return message;
        }
        OptionalInt saved = savedStep > 0 ? OptionalInt.of(savedStep) : OptionalInt.empty();
        String whole = new KeptSteps(steps, saved, comesAgain).after(message);
        try {
            conclude(RunState.FAILED, whole);
        } catch (RunException e) {
            // The first failure is told to the user; a full disk brings this one along.
            LOG.warn("A failed run's record could not be written: {}", e.getMessage());
        }
        return whole;
    }

    private void conclude(RunState state, String message) {
        update(stored -> stored.summedUp(summary).in(state, message));
        files.log(message.isEmpty() ? state.text() : state.text() + ": " + message);
    }

    @Override
    public void close() {
        try (RunLock held = lock;
                RunFiles written = files) {
            samples.ifPresent(SampleWriter::close);
        }
    }
}
