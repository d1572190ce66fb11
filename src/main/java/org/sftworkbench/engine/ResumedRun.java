package org.sftworkbench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.disk.JsonFault;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.run.RunStore;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.train.TrainingException;

/**
 * A run that is to go on, made up from what it keeps of itself: the rows are read and encoded again
 * as they were. Reads files and tokenizes; no thread of its own.
 */
public final class ResumedRun {
    private final RunDirectory run;
    private final RunRecord record;
    private final Optional<Path> checkpoint;
    private final RowRecipe recipe;

    private ResumedRun(RunDirectory run, RunRecord record, Optional<Path> checkpoint) {
        this.run = run;
        this.record = record;
        this.checkpoint = checkpoint;
        this.recipe = RowRecipe.of(record);
    }

    /**
     * Finds where a run goes on from.
     *
     * @param path a run's directory, for the newest of its checkpoints that is whole; or one of its
     *     checkpoints
     * @param remark hears of each newer checkpoint why it is not used
     * @throws RunException where there is no run, it goes on elsewhere, is finished, or none of its
     *     checkpoints is whole; names the broken file
     */
    public static ResumedRun find(Path path, Consumer<String> remark) {
        Path absolute = path.toAbsolutePath().normalize();
        Optional<Checkpoint> named = Checkpoint.named(absolute);
        if (named.isPresent() && !new RunDirectory(absolute).exists()) {
            RunDirectory run = new RunDirectory(absolute.getParent().getParent());
            RunLock.requireFree(run);
            RunStore.clean(run);
            verify(run, named.get());
            return new ResumedRun(run, new RunRecordFile(run).read(), Optional.of(absolute));
        }
        RunDirectory run = new RunDirectory(path);
        RunRecord record = new RunRecordFile(run).read();
        RunLock.requireFree(run);
        if (record.state() == RunState.FINISHED) {
            throw new RunException(
                    path
                            + ": the run has taken its last step; to train its model on, start a"
                            + " new run from it");
        }
        RunStore.clean(run);
        return new ResumedRun(run, record, newest(run, remark).map(Checkpoint::path));
    }

    private static void verify(RunDirectory run, Checkpoint named) {
        try {
            named.verify();
        } catch (RunException e) {
            Optional<Checkpoint> other = Checkpoints.newestValid(run);
            throw new RunException(
                    e.getMessage() + other.map(c -> ". " + c.path() + " is whole").orElse(""), e);
        }
    }

    private static Optional<Checkpoint> newest(RunDirectory run, Consumer<String> remark) {
        List<String> refused = new ArrayList<>();
        Optional<Checkpoint> newest = new Checkpoints(run).newestValid(refused::add);
        if (newest.isEmpty() && !refused.isEmpty()) {
            throw new RunException(
                    run.path()
                            + ": none of its checkpoints is whole, so it cannot go on: "
                            + String.join("; ", refused));
        }
        refused.forEach(reason -> remark.accept(reason + ". This checkpoint is not used."));
        return newest;
    }

    /** Where it goes on from; empty for its first step, where no checkpoint was saved. */
    public Optional<Path> checkpoint() {
        return checkpoint;
    }

    /** The time that the template told when its rows were encoded; empty where it tells none. */
    public Optional<OffsetDateTime> renderedAt() {
        return said(recipe::renderedAt);
    }

    public RunDirectory directory() {
        return run;
    }

    /** What the run keeps of itself. */
    public RunRecord record() {
        return record;
    }

    /**
     * The command that goes on with it: on the same rows, measured beside its steps as it was.
     *
     * @param problem hears of rows that are left out
     * @param progress hears how many rows are read
     * @param stop looked at with each row
     * @throws org.sftworkbench.data.fault.DataException where a data file is no longer there
     * @throws RunException where rows that are only scored have changed; names their file
     * @throws java.util.concurrent.CancellationException when it was stopped
     */
    public Command.Train command(Consumer<String> problem, Progress progress, Cancellation stop) {
        if (!recipe.isOfIds()) {
            said(recipe::options);
        }
        said(() -> RunDescription.tokenizer(record));
        MeasuredBeside beside = said(() -> MeasuredBeside.read(recipe.policy()));
        said(() -> new RunInputs(run, record, beside.evalFiles())).requireAll();
        Rereading reading =
                new Rereading(
                        problem,
                        progress,
                        stop,
                        rows(record.data().files()) + rows(beside.evalFiles()));
        RecordedRows rows = read(record.data().files(), reading);
        Command.Train all = said(() -> onAll(rows));
        RowSplit split = RowSplit.of(all.examples().size(), beside.heldOut(), all.config().seed());
        List<LabelledExample> scored = new ArrayList<>();
        split.heldOut().forEach(row -> scored.add(all.examples().get(row)));
        scored.addAll(onlyScored(beside, reading));
        Measurements measured =
                said(
                        () ->
                                new Measurements(
                                        beside.turnEnds(),
                                        scored,
                                        beside.evalSteps(),
                                        beside.evalBatch(),
                                        Optional.empty(),
                                        0));
        return all.onRows(split.trained()).measuring(probed(measured, beside, problem));
    }

    private static long rows(List<RecordedData.DataFile> files) {
        return files.stream().mapToLong(RecordedData.DataFile::rows).sum();
    }

    /** Takes something from the record, which may say what makes no sense. */
    private <T> T said(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TrainingException | DataException | RunException e) {
            throw new RunException(run.record() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            String why =
                    e.getCause() instanceof JsonProcessingException wrong
                            ? JsonFault.of(wrong)
                            : e.getMessage();
            throw new RunException(run.record() + ": " + why, e);
        }
    }

    private Command.Train onAll(RecordedRows rows) {
        return Command.Train.from(
                        Path.of(record.model().directory()),
                        rows.examples(),
                        record.config().path("pad_token_id").asInt(0),
                        TrainingConfigJson.read(record.config()).config())
                .with(RunDescription.settings(record))
                .by(RunDescription.method(record))
                .sampling(
                        RunDescription.samplePrompts(record),
                        record.config().path("sample_steps").asInt(0),
                        RunDescription.sampleSettings(record))
                .into(run.path())
                .of(rows.origins())
                .recorded(recording(rows));
    }

    private List<LabelledExample> onlyScored(MeasuredBeside beside, Rereading reading) {
        RecordedRows rows = read(beside.evalFiles(), reading);
        List<RecordedData.DataFile> now = rows.files();
        for (int f = 0; f < now.size(); f++) {
            RecordedData.DataFile was = beside.evalFiles().get(f);
            if (!was.sha256().equals(now.get(f).sha256())) {
                throw new RunException(
                        was.path()
                                + ": has changed since the run was started, which is evaluated with"
                                + " its rows. Put it back as it was, or start a new run");
            }
        }
        return rows.examples();
    }

    private Measurements probed(
            Measurements measured, MeasuredBeside beside, Consumer<String> problem) {
        if (beside.probeSteps().isEmpty()) {
            return measured;
        }
        Optional<ProbeHistory> probe = ProbeHistory.read(run);
        if (probe.isEmpty()) {
            problem.accept(
                    run.probe() + ": does not say which row was probed, so none is any longer");
            return measured;
        }
        return said(
                () ->
                        measured.withProbe(
                                ProbedRow.of(probe.get()), beside.probeSteps().getAsInt()));
    }

    private Recording recording(RecordedRows rows) {
        return new Recording(
                rows.files(),
                recipe.template(),
                recipe.policy(),
                RunDescription.tokenizer(record),
                record.config().path("save_steps").asInt(Recording.SAVE_STEPS),
                record.config().path("save_total_limit").asInt(0),
                true,
                checkpoint);
    }

    private RecordedRows read(List<RecordedData.DataFile> files, Rereading reading) {
        return RecordedRows.read(
                files,
                recipe,
                () ->
                        RunDescription.tokenizer(record)
                                .orElseGet(
                                        () ->
                                                ModelDirectory.ofTokenizer(
                                                        Path.of(record.model().directory()))),
                reading);
    }
}
