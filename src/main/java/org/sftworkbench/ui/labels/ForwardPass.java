package org.sftworkbench.ui.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Executor background;
    private final Executor fx;
    private final ObjectProperty<Problem> problem;
    private final ReadOnlyObjectWrapper<List<RowReading>> readings =
            new ReadOnlyObjectWrapper<>(this, "readings", List.of());
    private final ReadOnlyObjectWrapper<List<RowReading>> leaked =
            new ReadOnlyObjectWrapper<>(this, "leaked", List.of());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
    private long generation;

    /**
     * @param background turns ids into text
     * @param problem told what went wrong
     */
    ForwardPass(Engine engine, Executor background, Executor fx, ObjectProperty<Problem> problem) {
        this.engine = engine;
        this.background = background;
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
        Reader reader = new Reader(tokenizer, batch);
        submit(
                model,
                inspected(batch, false),
                reader,
                found -> {
                    readings.set(found);
                    if (several) {
                        submit(model, inspected(batch, true), reader, leaked::set);
                    }
                });
    }

    private void submit(
            Path model, InspectedBatch batch, Reader reader, Consumer<List<RowReading>> use) {
        long mine = generation;
        running.set(true);
        problem.set(null);
        try {
            engine.submit(
                    new Command.Inspect(model, ModelSettings.DEFAULTS, batch, GUESSES),
                    event -> hear(mine, event, reader, use));
        } catch (IllegalStateException e) {
            running.set(false);
            problem.set(Problem.of(e));
        }
    }

    /** On the engine thread. */
    private void hear(long mine, Event event, Reader reader, Consumer<List<RowReading>> use) {
        if (event instanceof Event.Inspected result) {
            background.execute(
                    () -> {
                        List<RowReading> found = reader.read(result);
                        fx.execute(() -> ended(mine, () -> use.accept(found)));
                    });
        } else if (event instanceof Event.Failed failed) {
            fx.execute(() -> ended(mine, () -> problem.set(Problem.error(failed.message()))));
        } else if (event instanceof Event.Terminal) {
            fx.execute(() -> ended(mine, () -> {}));
        }
    }

    private void ended(long mine, Runnable outcome) {
        if (mine == generation) {
            running.set(false);
            outcome.run();
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

    /**
     * Turns what the engine tells about a batch into readings of its rows. A few thousand different
     * tokens are expected at many thousand places, so each is decoded once. One thread at a time.
     */
    private static final class Reader {
        private final Tokenizer tokenizer;
        private final LabelBatch batch;
        private final Map<Integer, String> texts = new HashMap<>();

        Reader(Tokenizer tokenizer, LabelBatch batch) {
            this.tokenizer = tokenizer;
            this.batch = batch;
        }

        List<RowReading> read(Event.Inspected result) {
            List<RowReading> rows = new ArrayList<>();
            int from = 0;
            for (LabelRow row : batch.rows()) {
                int to = from + row.length();
                List<List<RowReading.Guess>> likeliest = new ArrayList<>();
                for (int at = from; at < to; at++) {
                    likeliest.add(guesses(result.likeliest(), at));
                }
                rows.add(new RowReading(Arrays.copyOfRange(result.nll(), from, to), likeliest));
                from = to;
            }
            return List.copyOf(rows);
        }

        private List<RowReading.Guess> guesses(Event.Expectations all, int at) {
            List<RowReading.Guess> guesses = new ArrayList<>();
            for (int k = at * all.count(); k < (at + 1) * all.count(); k++) {
                int id = all.ids()[k];
                if (id >= 0) {
                    String text =
                            texts.computeIfAbsent(id, i -> tokenizer.decode(new int[] {i}, false));
                    guesses.add(new RowReading.Guess(id, text, all.probabilities()[k]));
                }
            }
            return List.copyOf(guesses);
        }
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
