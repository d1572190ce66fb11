package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.FirstRow;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelInfo;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.tokenizer.TokenizerException;
import org.sftworkbench.ui.common.BackgroundTask;
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
    private final AdapterMerge merging;
    private final DatasetReader reader = new DatasetReader();
    private final DataInUse data;

    private final ReadOnlyObjectWrapper<Path> modelDirectory =
            new ReadOnlyObjectWrapper<>(this, "modelDirectory");
    private final ReadOnlyObjectWrapper<Path> wholeDirectory =
            new ReadOnlyObjectWrapper<>(this, "wholeDirectory");
    private final ReadOnlyObjectWrapper<Tokenizer> tokenizer =
            new ReadOnlyObjectWrapper<>(this, "tokenizer");
    private boolean tokenizerOnly;
    private final ReadOnlyBooleanWrapper readingTokenizer =
            new ReadOnlyBooleanWrapper(this, "readingTokenizer");
    private int tokenizersBeingRead;
    private final ReadOnlyObjectWrapper<ModelInfo> modelInfo =
            new ReadOnlyObjectWrapper<>(this, "modelInfo");
    private final ObservableValue<Function<DataRow, String>> places;
    private final ObservableList<DataRow> heldOut = FXCollections.observableArrayList();
    private final ObjectProperty<Path> lastCheckpoint =
            new SimpleObjectProperty<>(this, "lastCheckpoint");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final MissingBase missingBase;
    private final UnreadWeights unreadWeights = new UnreadWeights(problem, this::openTokenizer);
    private Problem refused;

    /** Counts the models and tokenizers that were asked for. */
    private int wishes;

    /** Which of them is in use. */
    private int wishInUse;

    WorkbenchViewModel(Engine engine, Executor background, Executor fx, Words words) {
        this.engine = engine;
        this.background = background;
        this.fx = fx;
        missingBase = new MissingBase(problem, background, fx);
        merging = new AdapterMerge(words, engine, fx, problem::set, missingBase::look);
        data = new DataInUse(background, fx, problem);
        places =
                Bindings.createObjectBinding(
                        this::placing, data.dataProperty(), words.languageProperty());
    }

    private Function<DataRow, String> placing() {
        OpenData open = data.dataProperty().get();
        return open::place;
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

    /** Whether the tokenizer of a model that is to be opened is being read. */
    ReadOnlyBooleanProperty readingTokenizerProperty() {
        return readingTokenizer.getReadOnlyProperty();
    }

    /** Whether it was opened for its tokenizer alone. */
    boolean tokenizerOnly() {
        return tokenizerOnly;
    }

    /** Its figures; null while it is loaded, and where it could not be. */
    ReadOnlyObjectProperty<ModelInfo> modelInfoProperty() {
        return modelInfo.getReadOnlyProperty();
    }

    /** The data files in use. */
    ReadOnlyObjectProperty<OpenData> dataProperty() {
        return data.dataProperty();
    }

    /** Names a row with its file. */
    ObservableValue<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** Their rows. */
    ObservableList<DataRow> rows() {
        return data.rows();
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
        openModel(directory, () -> {});
    }

    /** The same; where not even its tokenizer can be read, something else can be opened. */
    void openModel(Path directory, Runnable otherwise) {
        read(
                directory,
                opened -> {
                    int wish = ++wishes;
                    if (modelInfo.get() == null) {
                        use(wish, directory, opened);
                        load(directory, event -> firstModelTold(directory, event));
                    } else {
                        load(directory, event -> nextModelTold(wish, directory, opened, event));
                    }
                },
                otherwise);
    }

    /** Makes an adapter part of its base model and saves the whole model. */
    AdapterMerge merging() {
        return merging;
    }

    /** What is done about an adapter that was to be opened and lacks its base model. */
    MissingBase missingBase() {
        return missingBase;
    }

    /** What can be done about a model whose weights could not be read. */
    UnreadWeights unreadWeights() {
        return unreadWeights;
    }

    /** Opens a directory for its tokenizer and chat template alone; weights need not be there. */
    void openTokenizer(Path directory) {
        read(
                directory,
                opened -> {
                    use(++wishes, directory, opened);
                    tokenizerOnly = true;
                    problem.set(
                            Problem.info(
                                    Words.original(
                                            "Only the tokenizer of {0} is open: its tokens and"
                                                    + " labels can be looked at.",
                                            name(directory))));
                },
                () -> {});
    }

    /**
     * Opens data files in place of those in use. Their rows are shown as they are found; until
     * there is one, what was open stays.
     */
    void openData(List<Path> files) {
        openData(files, ColumnMapping.NONE);
    }

    /** The same, with their columns named so. */
    void openData(List<Path> files, ColumnMapping mapping) {
        data.open(files, mapping);
    }

    /** Which columns stand for the known ones in the data files asked for last. */
    ColumnMapping columns() {
        return data.columns();
    }

    /** The same in the data files in use. */
    ColumnMapping columnsInUse() {
        return data.columnsInUse();
    }

    /** Whether data files were asked for, so that their columns can be mapped. */
    boolean hasAskedForData() {
        return data.hasAsked();
    }

    /** Reads the first row of the data files asked for last, under their own column names. */
    void readFirstRow(Consumer<Optional<FirstRow>> then) {
        data.readFirstRow(then);
    }

    /** Whether the problem told may be solved by mapping columns. */
    boolean tellsOfColumns() {
        return data.tellsOfColumns();
    }

    /** Tells it where the data files in use have changed on disk since they were read. */
    void lookForChangedData() {
        data.lookForChange();
    }

    /** How the data files in use were when they were read. */
    FileStates dataAsRead() {
        return data.asRead();
    }

    /** Whether that is what is told. */
    boolean tellsOfChange() {
        return data.tellsOfChange();
    }

    /** Reads the data files in use again. */
    void readDataAgain() {
        data.readAgain();
    }

    /** Tells again which rows of the data in use could not be read. */
    void tellUnreadable() {
        data.tellUnreadable();
    }

    /** Reads the data files asked for last again, with their columns named so. */
    void useColumns(ColumnMapping mapping) {
        data.useColumns(mapping);
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
                                                        + Words.original(
                                                                "Sample questions come from the"
                                                                        + " training rows"
                                                                        + " instead."))))
                .start(background, fx);
    }

    /** That a directory is no model's says nothing of what is opened next. */
    void takeBackRefusal() {
        if (refused != null && problem.get() == refused) {
            problem.set(null);
        }
        refused = null;
    }

    private void read(Path directory, Consumer<OpenedDirectory> use, Runnable otherwise) {
        Consumer<RuntimeException> failed =
                e -> {
                    refused = Problem.of(e);
                    tell(directory, refused);
                    otherwise.run();
                };
        countReading(1);
        BackgroundTask.of(() -> OpenedDirectory.read(directory))
                .onSuccess(use)
                .onError(ModelException.class, failed)
                .onError(TokenizerException.class, failed)
                .onFinished(() -> countReading(-1))
                .start(background, fx);
    }

    private void countReading(int more) {
        tokenizersBeingRead += more;
        readingTokenizer.set(tokenizersBeingRead > 0);
    }

    // The tokenizer before is not closed: the panes' threads may be in the middle of using it.
    private void use(int wish, Path directory, OpenedDirectory opened) {
        Path before = modelDirectory.get();
        wishInUse = wish;
        modelInfo.set(null);
        tokenizerOnly = false;
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
            tell(
                    directory,
                    Problem.warning(
                            failed.message()
                                    + "\n"
                                    + Words.original(
                                            "Its tokens and labels can be looked at all the"
                                                    + " same.")));
        }
    }

    private void nextModelTold(int wish, Path directory, OpenedDirectory opened, Event event) {
        if (event instanceof Event.ModelReady ready) {
            if (wish > wishInUse) {
                use(wish, directory, opened);
                modelInfo.set(ready.info());
            } else if (!directory.equals(modelDirectory.get())) {
                // It waited for the engine while something else was opened.
                engine.submit(new Command.UnloadModel(directory), unloaded -> {});
            }
        } else if (event instanceof Event.Failed failed) {
            Problem why =
                    Problem.error(
                            failed.message()
                                    + "\n"
                                    + Words.original(
                                            "Still open: {0}.", name(modelDirectory.get())));
            tell(directory, why);
            unreadWeights.of(directory, why);
        }
    }

    private void tell(Path directory, Problem why) {
        problem.set(why);
        missingBase.look(directory, why, () -> openModel(directory));
    }

    private static String name(Path directory) {
        return ModelDirectory.name(directory);
    }
}
