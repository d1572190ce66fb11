package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A batch as the pane draws it, shape [B, T].
 *
 * @param rows B rows of one length
 * @param length T
 */
record LabelBatch(List<LabelRow> rows, int length) {
    static final LabelBatch EMPTY = new LabelBatch(List.of(), 0);

    LabelBatch {
        rows = List.copyOf(rows);
    }

    int tokens() {
        return rows.stream().mapToInt(LabelRow::tokens).sum();
    }

    int supervisedTokens() {
        return rows.stream().mapToInt(LabelRow::supervisedTokens).sum();
    }

    /** Cells of the batch, padding included: B × T. */
    int cells() {
        return rows.size() * length;
    }

    /** The leftmost position of any row that predicts a supervised token. */
    OptionalInt firstPrediction() {
        return IntStream.range(0, length)
                .filter(t -> rows.stream().anyMatch(row -> row.predicts(t)))
                .findFirst();
    }

    /** Share of the cells that are padding, from 0 to 1. */
    double paddingShare() {
        return rows.isEmpty() ? 0 : (cells() - tokens()) / (double) cells();
    }
}
