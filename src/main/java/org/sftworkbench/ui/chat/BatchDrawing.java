package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Words;

/** The batch that is really run, growing to the right as it is answered. FX thread only. */
final class BatchDrawing {
    private final List<BatchRow> rows = new ArrayList<>();
    private final Words words;
    private final boolean padRight;
    private final int promptColumns;
    private int columns;

    BatchDrawing(PromptBatch batch, Words words) {
        this.words = words;
        padRight = batch.padded().padding().right();
        promptColumns = batch.padded().length();
        columns = promptColumns;
        for (int b = 0; b < batch.padded().rows(); b++) {
            rows.add(new BatchRow(words, batch, b));
        }
    }

    void append(List<WrittenToken> step) {
        for (int b = 0; b < rows.size(); b++) {
            rows.get(b).append(step.get(b));
        }
        columns++;
    }

    void end(List<Ending> endings) {
        for (int b = 0; b < rows.size(); b++) {
            rows.get(b).end(endings.get(b));
        }
    }

    GridContent content() {
        return new GridContent(columns, rows.stream().map(BatchRow::block).toList());
    }

    String summary() {
        int cells = rows.size() * promptColumns;
        int padding = rows.stream().mapToInt(BatchRow::padding).sum();
        return words.say(
                "B × T = {0} × {1} = {2} cells · {3} % padding · written columns: {4}",
                rows.size(),
                promptColumns,
                Numbers.count(cells),
                String.format(Locale.ROOT, "%.1f", 100.0 * padding / cells),
                columns - promptColumns);
    }

    /** What is wrong with the batch; empty where nothing is. */
    String mistakes() {
        if (!padRight) {
            return "";
        }
        long wrong = rows.stream().filter(row -> row.padding() > 0).count();
        if (wrong == 0) {
            return words.say(
                    "All prompts are equally long, so there is no padding and nothing goes wrong.");
        }
        return words.say(
                "Wrong: {0} of {1} rows. Such a row is continued from a padding token, not from the"
                        + " end of its prompt; padding is looked at like text, and positions count"
                        + " it.",
                wrong, rows.size());
    }

    String explain(GridPosition at) {
        return at.block() < rows.size() ? rows.get(at.block()).explain(at.column()) : "";
    }
}
