package org.sftworkbench.ui.template;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.MaskOverride;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
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
    private final ObjectProperty<MaskOverrides> overrides =
            new SimpleObjectProperty<>(this, "overrides", MaskOverrides.NONE);
    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");

    private final ReadOnlyStringWrapper hindrance =
            new ReadOnlyStringWrapper(this, "hindrance", "");
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
    private RenderOrder order;
    private AnnotatedExample plain;
    private Map<Integer, Boolean> painted = Map.of();

    MaskPainting(Words words, Executor background, Executor fx) {
        this.words = words;
        this.background = background;
        this.fx = fx;
    }

    /** All that was painted in the rows of the data in use. */
    public ObjectProperty<MaskOverrides> overridesProperty() {
        return overrides;
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
        keep(entry);
    }

    /** Leaves all tokens of the row to the policy again. */
    public void clear() {
        if (canPaint()) {
            keep(MaskOverride.none(order.row().number(), plain.example().inputIds()));
        }
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
        hindrance.set(isRow ? "" : hindrance(from));
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

    private String hindrance(RenderOrder from) {
        if (from.row() == null) {
            return words.say("Painting is for the rows of a data file: open one.");
        }
        return from.opened()
                ? words.say(
                        "Painting is for the row as it is trained: untick add_generation_prompt.")
                : words.say(
                        "Painting is for the row as the file has it: take the edits here back.");
    }

    private void keep(MaskOverride entry) {
        overrides.set(overrides.get().with(order.row().file().orElse(null), entry));
        Optional<Path> file = order.row().file();
        if (file.isEmpty()) {
            return;
        }
        BackgroundTask.of(
                        () -> {
                            MaskOverrideFile.beside(file.get()).put(entry);
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
