package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.MaskPolicy;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.Debouncer;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;

/**
 * What a run starts from: model, rows and the way they become tokens; keeps the rows encoded as
 * these change. FX thread only.
 */
public final class TrainingInputs {
    private static final int NAMED_ROWS = 200;

    private final ObjectProperty<Path> modelDirectory =
            new SimpleObjectProperty<>(this, "modelDirectory");
    private final ObjectProperty<Tokenizer> tokenizer =
            new SimpleObjectProperty<>(this, "tokenizer");
    private final ObservableList<DataRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<EncodingOptions> encoding =
            new SimpleObjectProperty<>(this, "encoding");
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(this, "places", row -> "row " + row.number());
    private final StringProperty heldBack = new SimpleStringProperty(this, "heldBack", "");
    private final ReadOnlyObjectWrapper<EncodedRows> encoded =
            new ReadOnlyObjectWrapper<>(this, "encoded");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ObjectProperty<Problem> rowWarning =
            new SimpleObjectProperty<>(this, "rowWarning");
    private final Executor background;
    private final Executor fx;
    private final Debouncer debouncer;
    private RowSurvey survey;

    /**
     * @param later runs what it is given on the FX thread once changes have paused
     */
    TrainingInputs(Executor background, Executor fx, Executor later) {
        this.background = background;
        this.fx = fx;
        debouncer = new Debouncer(later);
        tokenizer.addListener((o, was, is) -> changed());
        encoding.addListener((o, was, is) -> changed());
        rows.addListener((ListChangeListener<DataRow>) change -> changed());
    }

    public ObjectProperty<Path> modelDirectoryProperty() {
        return modelDirectory;
    }

    public ObjectProperty<Tokenizer> tokenizerProperty() {
        return tokenizer;
    }

    public ObservableList<DataRow> rows() {
        return rows;
    }

    public ObjectProperty<EncodingOptions> encodingProperty() {
        return encoding;
    }

    /** Names a row with its file, such as {@code alpaca.json, row 3}. */
    public ObjectProperty<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** Why the encoding is not the one in the editors; empty where it is. */
    public StringProperty heldBackProperty() {
        return heldBack;
    }

    /** The rows as tokens; null until all of them have been encoded. */
    public ReadOnlyObjectProperty<EncodedRows> encodedProperty() {
        return encoded.getReadOnlyProperty();
    }

    /** Share of the rows encoded so far, from 0 to 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Why no row can be encoded at all; empty where they can. */
    public ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Names the rows that could not be encoded; null where all could or it was dismissed. */
    public ObjectProperty<Problem> rowWarningProperty() {
        return rowWarning;
    }

    /** What is missing before a run can start; empty where nothing is. */
    String missing() {
        if (modelDirectory.get() == null) {
            return "Open a model directory first.";
        }
        if (tokenizer.get() == null) {
            return "The model’s tokenizer is not loaded.";
        }
        if (rows.isEmpty()) {
            return "Open a data file first: there are no rows to train on.";
        }
        if (encoding.get() == null) {
            return "Choose a chat template first.";
        }
        if (!heldBack.get().isEmpty()) {
            return heldBack.get();
        }
        EncodedRows all = encoded.get();
        if (all != null && all.examples().isEmpty()) {
            return "None of the rows can be encoded. " + name(all.problems().get(0)) + ".";
        }
        return failure.get();
    }

    /** Template and policy in words. */
    static String describe(EncodingOptions options) {
        if (options == null) {
            return "no template";
        }
        String policy =
                options.policy() instanceof MaskPolicy.FromLast from
                        ? "from the last " + from.token()
                        : switchPolicy(options.policy());
        String named =
                options.template() instanceof TemplateChoice.RoleMarks
                                && options.policy() instanceof MaskPolicy.RoleMarks
                        ? "role marks on token ids, trained on the answers"
                        : policy;
        int painted = options.overrides().rows().size();
        return painted == 0
                ? named
                : named + ", " + Numbers.count(painted, "row", "rows") + " painted by hand";
    }

    private static String switchPolicy(MaskPolicy policy) {
        if (policy instanceof MaskPolicy.All) {
            return "every token (pretraining)";
        }
        if (policy instanceof MaskPolicy.Assistant) {
            return "every assistant turn";
        }
        if (policy instanceof MaskPolicy.LastAssistant) {
            return "the last assistant turn";
        }
        if (policy instanceof MaskPolicy.Generation) {
            return "the template’s generation blocks";
        }
        if (policy instanceof MaskPolicy.RoleMarks) {
            return "role marks";
        }
        return policy.text();
    }

    private void changed() {
        if (survey != null) {
            survey.cancel();
            survey = null;
        }
        encoded.set(null);
        progress.set(0);
        failure.set("");
        rowWarning.set(null);
        if (tokenizer.get() != null && encoding.get() != null && !rows.isEmpty()) {
            debouncer.call(this::begin);
        }
    }

    private void begin() {
        if (tokenizer.get() == null || encoding.get() == null || rows.isEmpty()) {
            return;
        }
        if (survey != null) {
            survey.cancel();
        }
        Outcome outcome = new Outcome();
        RowSurvey mine = new RowSurvey(tokenizer.get(), encoding.get(), rows, background, outcome);
        outcome.mine = mine;
        survey = mine;
        mine.start();
    }

    private void finish(EncodedRows all) {
        progress.set(1);
        encoded.set(all);
        int left = all.problems().size();
        if (left > 0 && !all.examples().isEmpty()) {
            rowWarning.set(
                    Problem.warning(
                            Numbers.count(left, "row", "rows")
                                    + " of "
                                    + Numbers.count(rows.size())
                                    + " cannot be encoded and will be left out, first: "
                                    + name(all.problems().get(0)),
                            all.problems().stream()
                                    .limit(NAMED_ROWS)
                                    .map(this::name)
                                    .collect(Collectors.joining("\n"))));
        }
    }

    private String name(RefusedRow refused) {
        return places.get().apply(refused.row())
                + " (line "
                + refused.row().line()
                + " of the file): "
                + refused.message();
    }

    /** Takes a survey's calls to the FX thread and drops those of one that was overtaken. */
    private final class Outcome implements RowSurvey.Listener {
        private RowSurvey mine;

        @Override
        public void progressed(int done, int total) {
            tell(() -> progress.set((double) done / total));
        }

        @Override
        public void finished(EncodedRows all) {
            tell(() -> finish(all));
        }

        @Override
        public void failed(String message) {
            tell(() -> failure.set(message));
        }

        private void tell(Runnable change) {
            fx.execute(
                    () -> {
                        if (survey == mine) {
                            change.run();
                        }
                    });
        }
    }
}
