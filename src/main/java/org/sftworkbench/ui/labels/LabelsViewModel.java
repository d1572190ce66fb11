package org.sftworkbench.ui.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.Event;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.LatestOnly;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridPosition;

/**
 * State of the labels pane: which rows are in the batch, how it is padded, and what each position
 * predicts. FX thread only.
 */
public final class LabelsViewModel {
    /** Most rows of a batch. */
    public static final int MAX_ROWS = 8;

    private static final int FIRST_BATCH = 3;

    private final Engine engine;
    private final Executor fx;
    private final LatestOnly encoding;
    private final ObjectProperty<Path> modelDirectory = new SimpleObjectProperty<>();
    private final ObjectProperty<Tokenizer> tokenizer = new SimpleObjectProperty<>();
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<EncodingOptions> options = new SimpleObjectProperty<>();

    private final StringProperty heldBack = new SimpleStringProperty(this, "heldBack", "");
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(this, "places", row -> "Row " + row.number());

    private final ObservableList<DataRow> chosen = FXCollections.observableArrayList();
    private final ObservableList<DataRow> chosenView =
            FXCollections.unmodifiableObservableList(chosen);
    private final ObjectProperty<LabelConvention> convention =
            new SimpleObjectProperty<>(LabelConvention.SHIFTED);
    private final ObjectProperty<PaddingSide> paddingSide =
            new SimpleObjectProperty<>(PaddingSide.RIGHT);
    private final BooleanProperty maskShown = new SimpleBooleanProperty(false);
    private final BooleanProperty positionsShown = new SimpleBooleanProperty(false);
    private final ObjectProperty<GridPosition> pointed = new SimpleObjectProperty<>();

    private final ReadOnlyObjectWrapper<LabelsState> state =
            new ReadOnlyObjectWrapper<>(LabelsState.NO_MODEL);
    private final ReadOnlyObjectWrapper<LabelBatch> batch =
            new ReadOnlyObjectWrapper<>(LabelBatch.EMPTY);
    private final ReadOnlyObjectWrapper<List<double[]>> scores =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper scoring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<GridContent> grid =
            new ReadOnlyObjectWrapper<>(GridContent.EMPTY);
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper explanation = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>();
    private final BooleanBinding canScore;

    public LabelsViewModel(Engine engine, Executor background, Executor fx) {
        this.engine = engine;
        this.fx = fx;
        encoding = new LatestOnly(background, fx);
        modelDirectory.addListener((p, old, now) -> scores.set(List.of()));
        tokenizer.addListener((p, old, now) -> encode());
        options.addListener((p, old, now) -> encode());
        paddingSide.addListener((p, old, now) -> encode());
        rows.addListener((ListChangeListener<DataRow>) change -> rowsChanged());
        maskShown.addListener((p, old, now) -> draw());
        positionsShown.addListener((p, old, now) -> draw());
        convention.addListener((p, old, now) -> draw());
        scores.addListener((p, old, now) -> draw());
        pointed.addListener((p, old, now) -> explain());
        canScore =
                Bindings.createBooleanBinding(
                        () ->
                                state.get() == LabelsState.READY
                                        && modelDirectory.get() != null
                                        && !scoring.get()
                                        && batch.get().supervisedTokens() > 0,
                        state,
                        modelDirectory,
                        scoring,
                        batch);
        encode();
    }

    /** Makes these rows the batch; no more than {@link #MAX_ROWS} of them are taken. */
    public void choose(List<DataRow> wanted) {
        List<DataRow> taken = wanted.subList(0, Math.min(MAX_ROWS, wanted.size()));
        if (!chosen.equals(taken)) {
            chosen.setAll(taken);
            encode();
        }
    }

    /** The rows after those of the batch, as many again; stays at the end of the data. */
    public void next() {
        move(1);
    }

    /** The rows before those of the batch, as many again; stays at the beginning of the data. */
    public void previous() {
        move(-1);
    }

    /** Makes the batch this many neighbouring rows, from its first one on. */
    public void resize(int count) {
        window(chosen.isEmpty() ? 0 : rows.indexOf(chosen.get(0)), count);
    }

    /** Asks the model for the NLL of every supervised token of the batch. */
    public void score() {
        if (!canScore.get()) {
            return;
        }
        LabelBatch scored = batch.get();
        Path model = modelDirectory.get();
        List<LabelledExample> examples =
                scored.rows().stream().map(row -> row.annotated().example()).toList();
        scoring.set(true);
        problem.set(null);
        try {
            engine.submit(
                    new Command.Score(model, examples),
                    event -> fx.execute(() -> scored(event, scored, model)));
        } catch (IllegalStateException e) {
            scoring.set(false);
            problem.set(Problem.of(e));
        }
    }

    private void scored(Event event, LabelBatch scored, Path model) {
        if (!(event instanceof Event.Terminal)) {
            return;
        }
        scoring.set(false);
        if (event instanceof Event.Failed failed) {
            problem.set(Problem.error(failed.message()));
        } else if (event instanceof Event.Scored result
                && scored == batch.get()
                && model.equals(modelDirectory.get())) {
            scores.set(result.nll());
        }
    }

    private void move(int direction) {
        if (!chosen.isEmpty()) {
            int first = rows.indexOf(chosen.get(0));
            window(first + direction * chosen.size(), chosen.size());
        }
    }

    private void window(int first, int count) {
        int size = Math.max(1, Math.min(Math.min(MAX_ROWS, count), rows.size()));
        int from = Math.max(0, Math.min(first, rows.size() - size));
        choose(List.copyOf(rows.subList(from, Math.min(rows.size(), from + size))));
    }

    private void rowsChanged() {
        List<DataRow> kept = new ArrayList<>(chosen);
        kept.retainAll(rows);
        if (kept.isEmpty()) {
            kept.addAll(rows.subList(0, Math.min(FIRST_BATCH, rows.size())));
        }
        chosen.setAll(kept);
        encode();
    }

    private void encode() {
        if (tokenizer.get() == null || options.get() == null) {
            empty(LabelsState.NO_MODEL);
        } else if (rows.isEmpty()) {
            empty(LabelsState.NO_DATA);
        } else if (chosen.isEmpty()) {
            empty(LabelsState.NOTHING_CHOSEN);
        } else {
            state.set(LabelsState.ENCODING);
            Tokenizer with = tokenizer.get();
            EncodingOptions how = options.get();
            PaddingSide side = paddingSide.get();
            List<DataRow> wanted = List.copyOf(chosen);
            Function<DataRow, String> naming = places.get();
            encoding.submit(() -> made(new Order(with, how, naming), side, wanted));
        }
    }

    /** What a batch is made with, as it stood when it was asked for. */
    private record Order(
            Tokenizer tokenizer, EncodingOptions options, Function<DataRow, String> places) {}

    private Runnable made(Order order, PaddingSide side, List<DataRow> wanted) {
        try {
            LabelBatch made =
                    new BatchMaker(order.tokenizer(), order.options(), order.places())
                            .make(wanted, side);
            return () -> show(made, LabelsState.READY, null);
        } catch (DataException e) {
            return () -> show(LabelBatch.EMPTY, LabelsState.FAILED, Problem.of(e));
        } catch (TemplateException e) {
            Problem broken = Problem.error("The chat template has an error: " + e.getMessage());
            return () -> show(LabelBatch.EMPTY, LabelsState.FAILED, broken);
        } catch (RuntimeException e) {
            return () -> show(LabelBatch.EMPTY, LabelsState.FAILED, Problem.unexpected(e));
        }
    }

    private void empty(LabelsState why) {
        encoding.cancel();
        show(LabelBatch.EMPTY, why, null);
    }

    private void show(LabelBatch made, LabelsState now, Problem trouble) {
        batch.set(made);
        scores.set(List.of());
        problem.set(trouble);
        state.set(now);
        summary.set(summaryOf(made));
        draw();
    }

    private static String summaryOf(LabelBatch made) {
        if (made.rows().isEmpty()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "B × T = %d × %d = %d cells  ·  %.1f %% padding  ·  %d of %d tokens supervised"
                        + " (%.1f %%)",
                made.rows().size(),
                made.length(),
                made.cells(),
                100 * made.paddingShare(),
                made.supervisedTokens(),
                made.tokens(),
                100.0 * made.supervisedTokens() / made.tokens());
    }

    private LabelGridContent drawing() {
        return new LabelGridContent(
                convention.get(), maskShown.get(), positionsShown.get(), places.get());
    }

    private void draw() {
        grid.set(drawing().of(batch.get(), scores.get()));
        explain();
    }

    private void explain() {
        GridPosition at = pointed.get();
        LabelBatch shown = batch.get();
        if (at == null || at.block() >= shown.rows().size() || at.column() >= shown.length()) {
            explanation.set("");
            return;
        }
        LabelPair pair = drawing().pairAt(at);
        LabelRow row = shown.rows().get(pair.row());
        explanation.set(
                places.get().apply(row.row())
                        + ". "
                        + new PairExplanation(row, convention.get()).of(pair.position()));
    }

    /** The model that scores; null for none. */
    public ObjectProperty<Path> modelDirectoryProperty() {
        return modelDirectory;
    }

    /** The tokenizer rows are encoded with; null for none. */
    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    /** The rows of the dataset. */
    public ObservableList<DataRow> rows() {
        return rows;
    }

    /** Template, policy and variables; driven by the template pane. */
    public ObjectProperty<EncodingOptions> encodingProperty() {
        return options;
    }

    /** Why the encoding is not the one in the editors; empty where it is. */
    public StringProperty heldBackProperty() {
        return heldBack;
    }

    /** Names a row with its file, such as {@code alpaca.json, row 3}. */
    public ObjectProperty<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** The rows of the batch, in order; changed through {@link #choose}. */
    public ObservableList<DataRow> chosen() {
        return chosenView;
    }

    public ObjectProperty<LabelConvention> conventionProperty() {
        return convention;
    }

    public ObjectProperty<PaddingSide> paddingSideProperty() {
        return paddingSide;
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

    /** Whether the engine is working on a score. */
    public ReadOnlyBooleanProperty scoringProperty() {
        return scoring.getReadOnlyProperty();
    }

    public BooleanBinding canScoreProperty() {
        return canScore;
    }

    /** What went wrong, or null. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }
}
