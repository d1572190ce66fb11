package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.Debouncer;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.TemplateCaption;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

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
    private final ObjectProperty<TemplateCaption> caption =
            new SimpleObjectProperty<>(this, "caption");
    private final ObjectProperty<Function<DataRow, String>> places =
            new SimpleObjectProperty<>(this, "places", row -> "row " + row.number());
    private final ObjectProperty<RowSources> sources =
            new SimpleObjectProperty<>(this, "sources", RowSources.NONE);
    private final StringProperty heldBack = new SimpleStringProperty(this, "heldBack", "");
    private final ReadOnlyObjectWrapper<EncodedRows> encoded =
            new ReadOnlyObjectWrapper<>(this, "encoded");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ObjectProperty<Problem> rowWarning =
            new SimpleObjectProperty<>(this, "rowWarning");
    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final Debouncer debouncer;
    private RowSurvey survey;

    /**
     * @param later runs what it is given on the FX thread once changes have paused
     */
    TrainingInputs(Words words, Executor background, Executor fx, Executor later) {
        this.words = words;
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

    /** What the template of the encoding is called; null where that is not known. */
    public ObjectProperty<TemplateCaption> captionProperty() {
        return caption;
    }

    /** Names a row with its file, such as {@code alpaca.json, row 3}. */
    public ObjectProperty<Function<DataRow, String>> placesProperty() {
        return places;
    }

    /** The files that rows come from. */
    ObjectProperty<RowSources> sourcesProperty() {
        return sources;
    }

    /**
     * Tells which file a row comes from, if any.
     *
     * @param columns that were read in place of the known ones
     * @param changed whether a file is another by now than that which the rows were read from
     */
    public void comeFrom(
            Function<DataRow, Optional<Path>> file,
            ColumnMapping columns,
            Predicate<Path> changed) {
        sources.set(new RowSources(file, columns, changed));
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
            return words.say("Open a model directory first.");
        }
        if (tokenizer.get() == null) {
            return words.say("The model’s tokenizer is not loaded.");
        }
        if (rows.isEmpty()) {
            return words.say("Open a data file first: there are no rows to train on.");
        }
        if (encoding.get() == null) {
            return words.say("Choose a chat template first.");
        }
        if (!heldBack.get().isEmpty()) {
            return heldBack.get();
        }
        EncodedRows all = encoded.get();
        if (all != null && all.examples().isEmpty()) {
            return words.tell(
                    Words.original(
                            "None of the rows can be encoded. {0}.", name(all.problems().get(0))));
        }
        return words.tell(failure.get());
    }

    /** The template in words. */
    String template() {
        return caption.get() == null ? words.say("none chosen") : caption.get().ofRows(words);
    }

    /** The policy in words; empty where there is none yet. */
    String describe(EncodingOptions options) {
        if (options == null) {
            return "";
        }
        String policy =
                options.policy() instanceof MaskPolicy.FromLast from
                        ? words.say("from the last {0}", from.token())
                        : switchPolicy(options.policy());
        String named =
                options.template() instanceof TemplateChoice.RoleMarks
                                && options.policy() instanceof MaskPolicy.RoleMarks
                        ? words.say("role marks on token ids, trained on the answers")
                        : policy;
        int painted = options.overrides().rows().size();
        return painted == 0
                ? named
                : words.say("{0}; rows painted by hand: {1}", named, Numbers.count(painted));
    }

    private String switchPolicy(MaskPolicy policy) {
        if (policy instanceof MaskPolicy.All) {
            return words.say("every token (pretraining)");
        }
        if (policy instanceof MaskPolicy.Assistant) {
            return words.say("every assistant turn");
        }
        if (policy instanceof MaskPolicy.LastAssistant) {
            return words.say("the last assistant turn");
        }
        if (policy instanceof MaskPolicy.Generation generation) {
            return generation.ofCompletion()
                    ? words.say("the template’s generation blocks, of completions only")
                    : words.say("the template’s generation blocks");
        }
        if (policy instanceof MaskPolicy.After after) {
            return words.say("after each {0}", VisibleText.of(after.marker()));
        }
        if (policy instanceof MaskPolicy.RoleMarks) {
            return words.say("role marks");
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
                            Words.original(
                                    "Rows that cannot be encoded and will be left out: {0} of {1}."
                                            + " The first: {2}",
                                    Numbers.count(left),
                                    Numbers.count(rows.size()),
                                    name(all.problems().get(0))),
                            all.problems().stream()
                                    .limit(NAMED_ROWS)
                                    .map(this::name)
                                    .collect(Collectors.joining("\n"))));
        }
    }

    private String name(RefusedRow refused) {
        return Words.original(
                "{0} (line {1} of the file): {2}",
                places.get().apply(refused.row()), refused.row().line(), refused.message());
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
