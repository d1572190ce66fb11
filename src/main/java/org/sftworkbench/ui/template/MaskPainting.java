package org.sftworkbench.ui.template;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.MaskChange;
import org.sftworkbench.data.MaskOverride;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.PaintedRow;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.ui.common.BackgroundTask;
import org.sftworkbench.ui.common.Problem;
import org.sftworkbench.ui.common.words.Words;

/**
 * What was painted in or out of the loss by hand: in use at once, and kept beside the data file. FX
 * thread only; the files are written on the background executor, one after another.
 */
public final class MaskPainting {
    private final Words words;
    private final Executor background;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<MaskOverrides> overrides =
            new ReadOnlyObjectWrapper<>(this, "overrides", MaskOverrides.NONE);
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");

    private final ReadOnlyStringWrapper hindrance =
            new ReadOnlyStringWrapper(this, "hindrance", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private RenderOrder order;
    private AnnotatedExample plain;
    private final PaintingHistory history = new PaintingHistory();
    private Map<Integer, Boolean> painted = Map.of();
    private boolean reading;

    MaskPainting(Words words, Executor background, Executor fx) {
        this.words = words;
        this.background = background;
        this.fx = fx;
    }

    /** All that was painted in the rows of the data in use. */
    public ReadOnlyObjectProperty<MaskOverrides> overridesProperty() {
        return overrides.getReadOnlyProperty();
    }

    /** Other data is in use; nothing can be painted until it is known what was painted in it. */
    public void awaitKept() {
        reading = true;
        history.clear();
        overrides.set(MaskOverrides.NONE);
        sayHindrance();
    }

    /** Takes what is kept beside the data in use. */
    public void take(MaskOverrides kept) {
        reading = false;
        overrides.set(kept);
        sayHindrance();
    }

    /** Why what was painted could not be kept; null where it could. */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    /** Why the tokens cannot be painted now; empty where they can. */
    public ReadOnlyStringProperty hindranceProperty() {
        return hindrance.getReadOnlyProperty();
    }

    /** What should be known of what was painted in this row; empty for nothing. */
    public ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /** Whether a token of the row was painted by hand. */
    public boolean isPainted(int token) {
        return painted.containsKey(token);
    }

    /** How many tokens of the row were painted by hand. */
    public int paintedCount() {
        return painted.size();
    }

    /**
     * Paints tokens of the row in or out of the loss. Where that is what the policy says anyway, a
     * token is left to the policy again.
     *
     * @param from first token
     * @param to one past the last
     */
    public void paint(int from, int to, boolean counts) {
        if (!canPaint()) {
            return;
        }
        MaskOverride entry = entry();
        for (int t = Math.max(0, from); t < Math.min(to, plain.tokens().size()); t++) {
            entry =
                    plain.tokens().get(t).trained() == counts
                            ? entry.without(t)
                            : entry.with(t, counts);
        }
        make(entry);
    }

    /** Leaves all tokens of the row to the policy again. */
    public void clear() {
        if (canPaint()) {
            make(MaskOverride.none(order.row().number(), plain.example().inputIds()));
        }
    }

    /** Takes back what was painted last in the row as it is shown; nothing where that is not. */
    public void undo() {
        if (canPaint()) {
            history.undo(place(entry())).ifPresent(this::keep);
        }
    }

    /** Does again what was taken back last. */
    public void redo() {
        if (canPaint()) {
            history.redo(place(entry())).ifPresent(this::keep);
        }
    }

    private void make(MaskOverride after) {
        MaskOverride before = entry();
        MaskChange change = MaskChange.between(before, after);
        if (!change.isEmpty()) {
            history.made(place(before), change, MaskChange.between(after, before));
            keep(change);
        }
    }

    private PaintingHistory.Place place(MaskOverride entry) {
        return new PaintingHistory.Place(PaintedRow.of(order.row()), entry.idsHash());
    }

    /**
     * Takes another example to paint on.
     *
     * @param from what it was made from
     * @param asPolicySays nothing painted
     * @return with what was painted on it
     */
    AnnotatedExample draw(RenderOrder from, AnnotatedExample asPolicySays) {
        order = from;
        plain = asPolicySays;
        boolean isRow = order.isRow();
        painted = isRow ? entry().trained() : Map.of();
        sayHindrance();
        note.set(
                isRow && overrides.get().missed(order.row(), plain.example().inputIds())
                        ? words.say(
                                "This row was painted as other tokens, under another template or"
                                        + " before it was changed; that does not hold for these.")
                        : "");
        return isRow ? overrides.get().applied(order.row(), plain) : plain;
    }

    /** The example with what is painted on it by now; empty before there is one. */
    Optional<AnnotatedExample> drawn() {
        return Optional.ofNullable(order).map(from -> draw(from, plain));
    }

    private boolean canPaint() {
        return order != null && hindrance.get().isEmpty();
    }

    private MaskOverride entry() {
        int[] ids = plain.example().inputIds();
        return overrides
                .get()
                .on(order.row(), ids)
                .orElseGet(() -> MaskOverride.none(order.row().number(), ids));
    }

    private void sayHindrance() {
        if (order != null) {
            hindrance.set(hindrance(order));
        }
    }

    private String hindrance(RenderOrder from) {
        if (from.isRow()) {
            return reading
                    ? words.say("What was painted beside the data is still being read.")
                    : "";
        }
        if (from.row() == null) {
            return words.say("Painting is for the rows of a data file: open one.");
        }
        return from.opened()
                ? words.say(
                        "Painting is for the row as it is trained: untick add_generation_prompt.")
                : words.say(
                        "Painting is for the row as the file has it: take the edits here back.");
    }

    private void keep(MaskChange change) {
        Optional<Path> file = order.row().file();
        overrides.set(overrides.get().with(file.orElse(null), change));
        if (file.isEmpty()) {
            return;
        }
        BackgroundTask.of(
                        () -> {
                            MaskOverrideFile.beside(file.get()).put(change);
                            return file.get();
                        })
                .onSuccess(kept -> problem.set(null))
                .onError(DataException.class, e -> problem.set(lost(e)))
                .start(background, fx);
    }

    private Problem lost(DataException e) {
        return Problem.warning(
                e.getMessage()
                        + "\n"
                        + Words.original(
                                "It holds here and in training until the window is closed."));
    }
}
