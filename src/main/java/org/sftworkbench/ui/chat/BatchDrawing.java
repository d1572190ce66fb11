package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridPosition;

/** The batch that is really run, growing to the right as it is answered. FX thread only. */
final class BatchDrawing {
    private final List<BatchRow> rows = new ArrayList<>();
    private final int promptColumns;
    private int columns;

    BatchDrawing(PromptBatch batch) {
        promptColumns = batch.padded().length();
        columns = promptColumns;
        for (int b = 0; b < batch.padded().rows(); b++) {
            rows.add(new BatchRow("Row " + (b + 1), batch, b));
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
        return String.format(
                Locale.ROOT,
                "B × T = %d × %d = %,d cells · %.1f %% padding · %d written %s",
                rows.size(),
                promptColumns,
                cells,
                100.0 * padding / cells,
                columns - promptColumns,
                columns - promptColumns == 1 ? "column" : "columns");
    }

    String explain(GridPosition at) {
        return at.block() < rows.size() ? rows.get(at.block()).explain(at.column()) : "";
    }
}
