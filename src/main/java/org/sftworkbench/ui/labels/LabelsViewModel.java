package org.sftworkbench.ui.labels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TokenKinds;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Words;

/**
 * State of the labels pane: which rows are in the batch, how it is laid out, and what each position
 * predicts. FX thread only.
 */
public final class LabelsViewModel {
    private final Executor background;
    private final Executor fx;
    private final Words words;
    private final LatestOnly encoding;
    private final ObjectProperty<Path> modelDirectory = new SimpleObjectProperty<>();
    private final ObjectProperty<Tokenizer> tokenizer = new SimpleObjectProperty<>();
    private final BooleanProperty readingTokenizer = new SimpleBooleanProperty(false);
    private final RowChoice choice = new RowChoice(this::encode);
    private final ObjectProperty<EncodingOptions> options = new SimpleObjectProperty<>();
    private final ObjectProperty<TemplateCaption> caption =
            new SimpleObjectProperty<>(this, "caption");
    private final StringProperty heldBack = new SimpleStringProperty(this, "heldBack", "");
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(this, "places", row -> "Row " + row.number());

    private final BatchForm form;
    private final ObjectProperty<LabelConvention> convention =
            new SimpleObjectProperty<>(LabelConvention.SHIFTED);
    private final ObjectProperty<BatchView> inFront =
            new SimpleObjectProperty<>(this, "inFront", BatchView.TOKENS);
    private final BooleanProperty maskShown = new SimpleBooleanProperty(false);
    private final BooleanProperty positionsShown = new SimpleBooleanProperty(false);
    private final ObjectProperty<GridPosition> pointed = new SimpleObjectProperty<>();

    private final ReadOnlyObjectWrapper<LabelsState> state =
            new ReadOnlyObjectWrapper<>(LabelsState.NO_MODEL);
    private final ReadOnlyObjectWrapper<LabelBatch> batch =
            new ReadOnlyObjectWrapper<>(LabelBatch.EMPTY);
    private final ReadOnlyObjectWrapper<GridContent> grid =
            new ReadOnlyObjectWrapper<>(GridContent.EMPTY);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper explanation = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<RowReading.Guess>> guesses =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>();
    private final ForwardPass forward;
    private final AttentionViewModel attention;
    private final LossViewModel loss = new LossViewModel();
    private final BooleanBinding canScore;
    private int lastLength;

    public LabelsViewModel(Engine engine, Executor background, Executor fx, Words words) {
        this.background = background;
        this.fx = fx;
        this.words = words;
        encoding = new LatestOnly(background, fx);
        forward = new ForwardPass(engine, background, fx, problem);
        attention = new AttentionViewModel(words);
        form = new BatchForm(words, this::encode);
        listen();
        canScore =
                Bindings.createBooleanBinding(
                        () ->
                                state.get() == LabelsState.READY
                                        && modelDirectory.get() != null
                                        && !forward.runningProperty().get(),
                        state,
                        modelDirectory,
                        forward.runningProperty());
        encode();
    }

    private void listen() {
        modelDirectory.addListener((p, old, now) -> forward.reset());
        tokenizer.addListener((p, old, now) -> encode());
        readingTokenizer.addListener((p, old, now) -> sayWhatComes());
        options.addListener((p, old, now) -> encode());
        maskShown.addListener((p, old, now) -> draw());
        positionsShown.addListener((p, old, now) -> draw());
        convention.addListener((p, old, now) -> draw());
        words.languageProperty().addListener((p, old, now) -> draw());
        forward.readingsProperty().addListener((p, old, now) -> draw());
        forward.leakedProperty().addListener((p, old, now) -> draw());
        pointed.addListener((p, old, now) -> explain());
    }

    /** Asks the model how likely every token of the batch is, and what else may come. */
    public void score() {
        if (canScore.get()) {
            forward.start(modelDirectory.get(), tokenizer.get(), batch.get());
        }
    }

    /**
     * A tensor as Python writes it.
     *
     * @return the row of the batch that is pointed at, else all rows
     */
    String text(BatchText.Tensor tensor) {
        GridPosition at = pointed.get();
        BatchText text = new BatchText(batch.get());
        return at != null && at.block() < batch.get().rows().size()
                ? text.row(tensor, convention.get(), at.block())
                : text.all(tensor, convention.get());
    }

    /** All tensors of the batch, with the names of transformers. */
    public String json() {
        return new BatchText(batch.get()).json();
    }

    /** Writes all tensors of the batch to a file, whole or not at all. */
    public void save(Path file) {
        String written = json();
        BackgroundTask.of(() -> write(file, written))
                .onError(
                        IOException.class,
                        e ->
                                problem.set(
                                        Problem.error(
                                                Words.original(
                                                        "{0} cannot be written: {1}",
                                                        file, DurableFiles.why(e)))))
                .start(background, fx);
    }

    private static Path write(Path file, String text) throws IOException {
        DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private void sayWhatComes() {
        if (tokenizer.get() == null) {
            encode();
        }
    }

    private void encode() {
        if (tokenizer.get() == null) {
            empty(readingTokenizer.get() ? LabelsState.OPENING : LabelsState.NO_MODEL);
        } else if (options.get() == null) {
            empty(LabelsState.NO_TEMPLATE);
        } else if (rows().isEmpty()) {
            empty(LabelsState.NO_DATA);
        } else if (chosen().isEmpty()) {
            empty(LabelsState.NOTHING_CHOSEN);
        } else {
            state.set(LabelsState.ENCODING);
            form.offerMasks(options.get());
            lastLength = form.maxLength().value().orElse(lastLength);
            BatchOrder order =
                    new BatchOrder(
                            List.copyOf(chosen()),
                            tokenizer.get(),
                            form.encoding(options.get()),
                            places.get(),
                            form.settings(lastLength));
            encoding.submit(
                    () -> {
                        BatchOrder.Outcome made = order.make();
                        return () -> show(made);
                    });
        }
    }

    private void empty(LabelsState why) {
        encoding.cancel();
        show(new BatchOrder.Outcome(LabelBatch.EMPTY, why, null));
    }

    private void show(BatchOrder.Outcome made) {
        batch.set(made.batch());
        forward.reset();
        problem.set(made.trouble());
        state.set(made.state());
        draw();
    }

    private PartNames names() {
        return new PartNames(words, places.get());
    }

    private LabelGridContent drawing() {
        return new LabelGridContent(
                convention.get(), maskShown.get(), positionsShown.get(), names());
    }

    private void draw() {
        LabelBatch shown = batch.get();
        List<RowReading> readings = forward.readingsProperty().get();
        summary.set(new BatchSummary(shown, words).text());
        grid.set(drawing().of(shown, readings));
        attention.show(shown, readings, forward.leakedProperty().get(), names());
        if (tokenizer.get() != null) {
            loss.show(shown, readings, new TokenKinds(tokenizer.get()), names());
        }
        explain();
    }

    private void explain() {
        Optional<PointedCell> cell = pointedCell();
        explanation.set(cell.map(PointedCell::explanation).orElse(""));
        guesses.set(cell.map(PointedCell::guesses).orElse(List.of()));
    }

    private Optional<PointedCell> pointedCell() {
        return PointedCell.at(
                pointed.get(), batch.get(), drawing(), forward.readingsProperty().get());
    }

    /** The id that comes after the pointed position; -1 where none does. */
    int nextId() {
        return pointedCell().map(PointedCell::nextId).orElse(-1);
    }

    /** The model that scores; null for none. */
    public ObjectProperty<Path> modelDirectoryProperty() {
        return modelDirectory;
    }

    /** The tokenizer rows are encoded with; null for none. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    /** Whether one is being read. */
    public BooleanProperty readingTokenizerProperty() {
        return readingTokenizer;
    }

    /** The rows of the dataset. */
    public ObservableList<DataRow> rows() {
        return choice.rows();
    }

    /** Template, policy and variables; driven by the template pane. */
    public ObjectProperty<EncodingOptions> encodingProperty() {
        return options;
    }

    /** What its template is called; null where that is not known. */
    public ObjectProperty<TemplateCaption> captionProperty() {
        return caption;
    }

    /** Why the encoding is not the one in the editors; empty where it is. */
    public StringProperty heldBackProperty() {
        return heldBack;
    }

    /** Names a row with its file, such as {@code alpaca.json, row 3}. */
    public ObjectProperty<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** Which rows make the batch. */
    public RowChoice choice() {
        return choice;
    }

    /** The rows of the batch, in order. */
    public ObservableList<DataRow> chosen() {
        return choice.chosen();
    }

    public ObjectProperty<LabelConvention> conventionProperty() {
        return convention;
    }

    /** How the chosen rows become a batch. */
    public BatchForm form() {
        return form;
    }

    public AttentionViewModel attention() {
        return attention;
    }

    public LossViewModel loss() {
        return loss;
    }

    /** What the window says. */
    public Words words() {
        return words;
    }

    /** What of the batch is in front. */
    public ObjectProperty<BatchView> inFrontProperty() {
        return inFront;
    }

    /** Whether the attention mask is drawn. */
    public BooleanProperty maskShownProperty() {
        return maskShown;
    }

    /** Whether the position ids are drawn. */
    public BooleanProperty positionsShownProperty() {
        return positionsShown;
    }

    /** The cell that is explained, or null. */
    public ObjectProperty<GridPosition> pointedProperty() {
        return pointed;
    }

    public ReadOnlyObjectProperty<LabelsState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LabelBatch> batchProperty() {
        return batch.getReadOnlyProperty();
    }

    /** What the grid draws. */
    public ReadOnlyObjectProperty<GridContent> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** Shape, padding and supervised tokens of the batch. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** What the pointed cell predicts and why; empty where none is pointed at. */
    public ReadOnlyStringProperty explanationProperty() {
        return explanation.getReadOnlyProperty();
    }

    /** The likeliest tokens after the pointed position; empty before the model was asked. */
    ReadOnlyObjectProperty<List<RowReading.Guess>> guessesProperty() {
        return guesses.getReadOnlyProperty();
    }

    /** Whether the model is at work. */
    public ReadOnlyBooleanProperty scoringProperty() {
        return forward.runningProperty();
    }

    public BooleanBinding canScoreProperty() {
        return canScore;
    }

    /** What went wrong, or null. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }
}
