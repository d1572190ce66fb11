package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingPipeline;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.IdsFileReader;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.run.RunException;
import org.sftworkbench.run.RunLock;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.run.RunRecordFile;
import org.sftworkbench.run.RunState;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.ConfigJson;

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
            verify(run, named.get());
            return new ResumedRun(run, new RunRecordFile(run).read(), Optional.of(absolute));
        }
        RunDirectory run = new RunDirectory(path);
        RunRecord record = new RunRecordFile(run).read();
        RunLock.requireFree(run);
        if (record.state() == RunState.FINISHED) {
            throw new RunException(
                    path
                            + ": the run has taken its last step; to train its model on, start a new"
                            + " run from it");
        }
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

    public RunDirectory directory() {
        return run;
    }

    /** What the run keeps of itself. */
    public RunRecord record() {
        return record;
    }

    /**
     * The command that goes on with it.
     *
     * @param problem hears of rows that are left out
     * @throws org.sftworkbench.data.DataException where a data file is no longer there
     */
    public Command.Train command(Consumer<String> problem) {
        Rows rows = new Rows();
        if (recipe.isOfIds()) {
            record.data().files().forEach(file -> rows.addIds(Path.of(file.path())));
        } else {
            encode(rows, problem);
        }
        return new Command.Train(
                        Path.of(record.model().directory()),
                        RunDescription.settings(record),
                        RunDescription.method(record),
                        rows.examples,
                        ConfigJson.trainingConfig(record.config()),
                        record.config().path("pad_token_id").asInt(0),
                        RunDescription.samplePrompts(record),
                        record.config().path("sample_steps").asInt(0),
                        RunDescription.sampleSettings(record),
                        run.path())
                .of(rows.origins())
                .recorded(recording(rows));
    }

    private Recording recording(Rows rows) {
        List<RecordedData.DataFile> files = new ArrayList<>();
        for (int f = 0; f < rows.files.size(); f++) {
            int index = f;
            int count = (int) rows.fileOf.stream().filter(of -> of == index).count();
            files.add(RecordedData.DataFile.of(rows.files.get(f), count));
        }
        return new Recording(
                files,
                recipe.template(),
                recipe.policy(),
                RunDescription.tokenizer(record),
                record.config().path("save_steps").asInt(Recording.SAVE_STEPS),
                record.config().path("save_total_limit").asInt(0),
                true,
                checkpoint);
    }

    private void encode(Rows rows, Consumer<String> problem) {
        Path directory =
                RunDescription.tokenizer(record)
                        .orElseGet(
                                () ->
                                        ModelDirectory.ofTokenizer(
                                                Path.of(record.model().directory())));
        UsageTracking.optOut();
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(directory)) {
            ExampleEncoder encoder = new ExampleEncoder(tokenizer, recipe.options());
            DatasetReader reader = new DatasetReader(recipe.columns());
            for (RecordedData.DataFile file : record.data().files()) {
                Path path = Path.of(file.path());
                try (RowStream stream = reader.stream(path)) {
                    new EncodingPipeline(
                                    encoder.with(MaskOverrideFile.beside(path).read()),
                                    Runtime.getRuntime().availableProcessors())
                            .run(stream, rows.of(path, problem));
                }
            }
        }
    }

    /** The rows as they are found. */
    private static final class Rows {
        private final List<LabelledExample> examples = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();
        private final List<Integer> fileOf = new ArrayList<>();
        private final List<Integer> rowOf = new ArrayList<>();

        void addIds(Path file) {
            files.add(file);
            int row = 1;
            for (LabelledExample example : new IdsFileReader().read(file)) {
                add(row++, example);
            }
        }

        private void add(int row, LabelledExample example) {
            examples.add(example);
            fileOf.add(files.size() - 1);
            rowOf.add(row);
        }

        EncodingPipeline.Sink of(Path file, Consumer<String> problem) {
            files.add(file);
            return new EncodingPipeline.Sink() {
                @Override
                public void encoded(DataRow row, LabelledExample example) {
                    add(row.number(), example);
                }

                @Override
                public void failed(DataRow row, RuntimeException failure) {
                    problem.accept(file + ", row " + row.number() + ": " + failure.getMessage());
                }

                @Override
                public void malformed(RowProblem row) {
                    problem.accept(file + ", row " + row.number() + ": " + row.message());
                }
            };
        }

        RowOrigins origins() {
            return new RowOrigins(files, ints(fileOf), ints(rowOf));
        }

        private static int[] ints(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
