package org.sftworkbench.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * What the whole window shares: the model in use with its tokenizer, the data in use, and what the
 * user should know. FX thread only; files are read on the background executor. Where opening fails,
 * what was open stays.
 */
final class WorkbenchViewModel {
    private final Engine engine;
    private final Executor background;
    private final Executor fx;
    private final Words words;
    private final DatasetReader reader = new DatasetReader();
    private ColumnMapping columns = ColumnMapping.NONE;
    private List<Path> asked = List.of();

    private final ReadOnlyObjectWrapper<Path> modelDirectory =
            new ReadOnlyObjectWrapper<>(this, "modelDirectory");
    private final ReadOnlyObjectWrapper<Path> wholeDirectory =
            new ReadOnlyObjectWrapper<>(this, "wholeDirectory");
    private final ReadOnlyObjectWrapper<Tokenizer> tokenizer =
            new ReadOnlyObjectWrapper<>(this, "tokenizer");
    private final ReadOnlyObjectWrapper<ModelInfo> modelInfo =
            new ReadOnlyObjectWrapper<>(this, "modelInfo");
    private final ReadOnlyObjectWrapper<OpenData> data =
            new ReadOnlyObjectWrapper<>(this, "data", OpenData.NONE);
    private final ObservableValue<Function<DataRow, String>> places;
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DataRow> heldOut = FXCollections.observableArrayList();
    private final ObjectProperty<Path> lastCheckpoint =
            new SimpleObjectProperty<>(this, "lastCheckpoint");
    private DataOpening used;
    private DataOpening pending;
    private int openings;
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");

    WorkbenchViewModel(Engine engine, Executor background, Executor fx, Words words) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        this.words = words;
        places = Bindings.createObjectBinding(this::placing, data, words.languageProperty());
    }

    private Function<DataRow, String> placing() {
        OpenData open = data.get();
        return row -> open.place(row, words);
    }

    /** The directory of the model in use; null before one is open. */
    ReadOnlyObjectProperty<Path> modelDirectoryProperty() {
        return modelDirectory.getReadOnlyProperty();
    }

    /** The directory of the whole model under it: its own, but for adapters; null likewise. */
    ReadOnlyObjectProperty<Path> wholeDirectoryProperty() {
        return wholeDirectory.getReadOnlyProperty();
    }

    /** Its tokenizer. */
    ReadOnlyObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer.getReadOnlyProperty();
    }

    /** Its figures; null while it is loaded, and where it could not be. */
    ReadOnlyObjectProperty<ModelInfo> modelInfoProperty() {
        return modelInfo.getReadOnlyProperty();
    }

    /** The data files in use. */
    ReadOnlyObjectProperty<OpenData> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /** Names a row with its file. */
    ObservableValue<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** Their rows. */
    ObservableList<DataRow> rows() {
        return rows;
    }

    /** Rows that are never trained on, for questions to ask on the way. */
    ObservableList<DataRow> heldOut() {
        return heldOut;
    }

    /** Where the last finished training run was saved; null before there is one. */
    ObjectProperty<Path> lastCheckpointProperty() {
        return lastCheckpoint;
    }

    /** What the user should know; set to null when it was read. */
    ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /**
     * Opens a model directory. A model that works stays in use until the other's weights are read;
     * where none is in use yet, tokens and labels can be looked at even if the weights are broken.
     */
    void openModel(Path directory) {
        read(
                directory,
                opened -> {
                    if (modelInfo.get() == null) {
                        use(directory, opened);
                        load(directory, event -> firstModelTold(directory, event));
                    } else {
                        load(directory, event -> nextModelTold(directory, opened, event));
                    }
                });
    }

    /**
     * Makes an adapter part of its base model and saves the whole model; the window tells where.
     *
     * @param adapter its directory
     * @param out a directory that does not exist or is empty
     */
    void merge(Path adapter, Path out) {
        problem.set(
                Problem.info(
                        "Merging "
                                + name(adapter)
                                + " into its base model; the whole model will be in "
                                + out
                                + "."));
        engine.submit(
                new Command.Merge(adapter, ModelSettings.DEFAULTS, out),
                event -> fx.execute(() -> mergeTold(event)));
    }

    private void mergeTold(Event event) {
        if (event instanceof Event.Merged merged) {
            problem.set(
                    Problem.info(
                            words.say("The whole model is saved in {0}.", merged.checkpoint())));
        } else if (event instanceof Event.Failed failed) {
            problem.set(Problem.error(failed.message()));
        }
    }

    /** Opens a directory for its tokenizer and chat template alone; weights need not be there. */
    void openTokenizer(Path directory) {
        read(
                directory,
                opened -> {
                    use(directory, opened);
                    problem.set(
                            Problem.info(
                                    words.say(
                                            "Only the tokenizer of {0} is open: its tokens and"
                                                    + " labels can be looked at.",
                                            name(directory))));
                });
    }

    /**
     * Opens data files in place of those in use. Their rows are shown as they are found; until
     * there is one, what was open stays.
     */
    void openData(List<Path> files) {
        openData(files, ColumnMapping.NONE);
    }

    /** Which columns stand for the known ones in the data files asked for last. */
    ColumnMapping columns() {
        return columns;
    }

    /** Whether data files were asked for, so that their columns can be mapped. */
    boolean hasAskedForData() {
        return !asked.isEmpty();
    }

    /** Reads the data files asked for last again, with their columns named so. */
    void useColumns(ColumnMapping mapping) {
        openData(asked, mapping);
    }

    private void openData(List<Path> files, ColumnMapping mapping) {
        asked = List.copyOf(files);
        columns = mapping;
        if (pending != null) {
            pending.cancel();
        }
        Finding finding = new Finding(files);
        pending = finding.opening;
        finding.opening.start();
    }

    /** Takes what is found in data files that are being opened. */
    private final class Finding implements DataOpening.Listener {
        private final DataOpening opening;
        private final DataFinding finding;
        private boolean inUse;

        Finding(List<Path> files) {
            opening = new DataOpening(files, new DatasetReader(columns), background, fx, this);
            finding = new DataFinding(++openings, files);
        }

        @Override
        public void found(List<DataOpening.Part> parts, double share, boolean complete) {
            List<DataRow> fresh = finding.add(parts);
            OpenData now = finding.soFar(share, complete);
            if (now.rows() > 0) {
                use(now, fresh);
            }
            if (complete) {
                tellProblems(now);
            }
        }

        private void use(OpenData now, List<DataRow> fresh) {
            data.set(now);
            if (inUse) {
                rows.addAll(fresh);
            } else {
                inUse = true;
                if (used != null) {
                    used.cancel();
                }
                used = opening;
                pending = null;
                rows.setAll(now.files().stream().flatMap(f -> f.rows().stream()).toList());
            }
        }

        @Override
        public void failed(DataException why) {
            problem.set(Problem.of(why));
            if (inUse) {
                OpenData now = data.get();
                data.set(new OpenData(now.opening(), now.files(), now.share(), true));
            }
        }
    }

    /** Reads the rows to ask questions from; the window works without them. */
    void openHeldOut(Path file) {
        BackgroundTask.of(() -> reader.read(file))
                .onSuccess(opened -> heldOut.setAll(opened.rows()))
                .onError(
                        DataException.class,
                        e ->
                                problem.set(
                                        Problem.warning(
                                                e.getMessage()
                                                        + "\n"
                                                        + words.say(
                                                                "Sample questions come from the"
                                                                        + " training rows"
                                                                        + " instead."))))
                .start(background, fx);
    }

    /** Opens what was dropped on the window: a model directory, or data files. */
    void open(List<Path> dropped) {
        if (dropped.size() == 1 && Files.isDirectory(dropped.get(0))) {
            openModel(dropped.get(0));
        } else if (dropped.stream().noneMatch(Files::isDirectory)) {
            openData(dropped);
        } else {
            problem.set(
                    Problem.warning(
                            words.say(
                                    "Drop one model directory, or one or more data files at"
                                            + " once.")));
        }
    }

    /** What is read of a model directory before its weights. */
    private record Opened(Tokenizer tokenizer, Path whole) {
        static Opened read(Path directory) {
            return new Opened(
                    HuggingFaceFileTokenizer.open(ModelDirectory.ofTokenizer(directory)),
                    whole(directory));
        }

        private static Path whole(Path directory) {
            try {
                return ModelDirectory.base(directory);
            } catch (ModelException e) {
                // Tokens can be looked at all the same; who reads the weights says what is missing.
                return directory;
            }
        }
    }

    private void read(Path directory, Consumer<Opened> use) {
        BackgroundTask.of(() -> Opened.read(directory))
                .onSuccess(use)
                .onError(ModelException.class, e -> problem.set(Problem.of(e)))
                .onError(TokenizerException.class, e -> problem.set(Problem.of(e)))
                .start(background, fx);
    }

    // The tokenizer before is not closed: the panes' threads may be in the middle of using it.
    private void use(Path directory, Opened opened) {
        Path before = modelDirectory.get();
        modelInfo.set(null);
        wholeDirectory.set(opened.whole());
        modelDirectory.set(directory);
        tokenizer.set(opened.tokenizer());
        if (before != null && !before.equals(directory)) {
            engine.submit(new Command.UnloadModel(before), event -> {});
        }
    }

    private void load(Path directory, Consumer<Event> told) {
        engine.submit(
                new Command.LoadModel(directory), event -> fx.execute(() -> told.accept(event)));
    }

    private void firstModelTold(Path directory, Event event) {
        if (!directory.equals(modelDirectory.get())) {
            return;
        }
        if (event instanceof Event.ModelReady ready) {
            modelInfo.set(ready.info());
        } else if (event instanceof Event.Failed failed) {
            problem.set(
                    Problem.warning(
                            failed.message()
                                    + "\n"
                                    + words.say(
                                            "Its tokens and labels can be looked at all the"
                                                    + " same.")));
        }
    }

    private void nextModelTold(Path directory, Opened opened, Event event) {
        if (event instanceof Event.ModelReady ready) {
            use(directory, opened);
            modelInfo.set(ready.info());
        } else if (event instanceof Event.Failed failed) {
            problem.set(
                    Problem.error(
                            failed.message()
                                    + "\n"
                                    + words.say("{0} stays open.", name(modelDirectory.get()))));
        }
    }

    private static String name(Path directory) {
        return ModelDirectory.name(directory);
    }

    private void tellProblems(OpenData opened) {
        List<String> problems = opened.problems(words);
        String details = String.join("\n", problems);
        String title = opened.title(words);
        if (opened.rows() == 0) {
            String why =
                    problems.isEmpty()
                            ? words.say("{0} holds no rows.", title)
                            : words.say("No row of {0} can be read. {1}", title, problems.get(0));
            String kept =
                    rows.isEmpty()
                            ? ""
                            : "\n" + words.say("{0} stays open.", data.get().title(words));
            problem.set(new Problem(Problem.Severity.ERROR, why + kept, details));
        } else if (!problems.isEmpty()) {
            String left =
                    opened.unreadable() == 1
                            ? words.say(
                                    "A row could not be read and is left out: {0}", problems.get(0))
                            : words.say(
                                    "{0} rows could not be read and are left out, first: {1}",
                                    Numbers.count(opened.unreadable()), problems.get(0));
            problem.set(Problem.warning(left, details));
        }
    }
}
