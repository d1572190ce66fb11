package org.sftworkbench.ui.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Engine;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.InspectedBatch;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.ui.common.Problem;

/**
 * What the loaded model makes of the batch that is shown, and what it would make of it if rows of a
 * pack saw each other. Dropped as soon as another batch or model is there. FX thread only.
 */
final class ForwardPass {
    private static final int GUESSES = 5;

    private final Engine engine;
    private final Executor fx;
    private final ObjectProperty<Problem> problem;
    private final ReadOnlyObjectWrapper<List<RowReading>> readings =
            new ReadOnlyObjectWrapper<>(this, "readings", List.of());
    private final ReadOnlyObjectWrapper<List<RowReading>> leaked =
            new ReadOnlyObjectWrapper<>(this, "leaked", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private long generation;

    /**
     * @param problem told what went wrong
     */
    ForwardPass(Engine engine, Executor fx, ObjectProperty<Problem> problem) {
        this.engine = engine;
        this.fx = fx;
        this.problem = problem;
    }

    /** Forgets what was read; an answer on its way is dropped. */
    void reset() {
        generation++;
        running.set(false);
        readings.set(List.of());
        leaked.set(List.of());
    }

    /** Reads the batch, each row by itself and, where rows share a sequence, as if they leaked. */
    void start(Path model, Tokenizer tokenizer, LabelBatch batch) {
        reset();
        boolean several = batch.rows().stream().anyMatch(row -> row.parts().size() > 1);
        submit(
                model,
                inspected(batch, false),
                result -> {
                    readings.set(readings(result, tokenizer, batch));
                    if (several) {
                        submit(
                                model,
                                inspected(batch, true),
                                joined -> leaked.set(readings(joined, tokenizer, batch)));
                    }
                });
    }

    private void submit(Path model, InspectedBatch batch, Consumer<Event.Inspected> use) {
        long mine = generation;
        running.set(true);
        problem.set(null);
        try {
            engine.submit(
                    new Command.Inspect(model, ModelSettings.DEFAULTS, batch, GUESSES),
                    event -> fx.execute(() -> told(mine, event, use)));
        } catch (IllegalStateException e) {
            running.set(false);
            problem.set(Problem.of(e));
        }
    }

    private void told(long mine, Event event, Consumer<Event.Inspected> use) {
        if (mine != generation || !(event instanceof Event.Terminal)) {
            return;
        }
        running.set(false);
        if (event instanceof Event.Failed failed) {
            problem.set(Problem.error(failed.message()));
        } else if (event instanceof Event.Inspected result) {
            use.accept(result);
        }
    }

    /**
     * @param leaking whether the rows of a sequence see each other
     */
    static InspectedBatch inspected(LabelBatch batch, boolean leaking) {
        int[] ids = flat(batch, LabelRow::inputIds);
        int[] positions = flat(batch, LabelRow::positionIds);
        int[] mask = flat(batch, LabelRow::attentionMask);
        if (batch.settings().layout() == BatchLayout.PADDED) {
            return InspectedBatch.padded(batch.rows().size(), ids, positions, mask);
        }
        boolean[] attention = new boolean[ids.length];
        Arrays.fill(attention, true);
        int[] blocks =
                leaking
                        ? batch.rows().stream().mapToInt(LabelRow::length).toArray()
                        : batch.parts().mapToInt(RowPart::length).toArray();
        return new InspectedBatch(ids, positions, blocks, attention);
    }

    private static int[] flat(LabelBatch batch, Function<LabelRow, int[]> values) {
        return batch.rows().stream()
                .flatMapToInt(row -> Arrays.stream(values.apply(row)))
                .toArray();
    }

    private static List<RowReading> readings(
            Event.Inspected result, Tokenizer tokenizer, LabelBatch batch) {
        List<RowReading> rows = new ArrayList<>();
        int from = 0;
        for (LabelRow row : batch.rows()) {
            int to = from + row.length();
            List<List<RowReading.Guess>> likeliest = new ArrayList<>();
            for (int at = from; at < to; at++) {
                likeliest.add(guesses(result.likeliest(), at, tokenizer));
            }
            rows.add(new RowReading(Arrays.copyOfRange(result.nll(), from, to), likeliest));
            from = to;
        }
        return List.copyOf(rows);
    }

    private static List<RowReading.Guess> guesses(
            Event.Expectations all, int at, Tokenizer tokenizer) {
        List<RowReading.Guess> guesses = new ArrayList<>();
        for (int k = at * all.count(); k < (at + 1) * all.count(); k++) {
            int id = all.ids()[k];
            if (id >= 0) {
                guesses.add(
                        new RowReading.Guess(
                                id,
                                tokenizer.decode(new int[] {id}, false),
                                all.probabilities()[k]));
            }
        }
        return List.copyOf(guesses);
    }

    /** What the model made of each row; empty before it was asked. */
    ReadOnlyObjectProperty<List<RowReading>> readingsProperty() {
        return readings.getReadOnlyProperty();
    }

    /** The same with rows of a sequence that see each other; empty where there is none such. */
    ReadOnlyObjectProperty<List<RowReading>> leakedProperty() {
        return leaked.getReadOnlyProperty();
    }

    /** Whether the model is at work. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }
}
