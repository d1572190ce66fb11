package org.sftworkbench.ui.labels;

import java.util.List;

/**
 * A batch as the pane draws it, shape [B, T].
 *
 * @param rows B rows of one length
 * @param length T
 * @param padId id that fills up
 * @param padText its name in the vocabulary
 */
record LabelBatch(List<LabelRow> rows, int length, int padId, String padText) {
    static final LabelBatch EMPTY = new LabelBatch(List.of(), 0, 0, "");

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

    /** Share of the cells that are padding, from 0 to 1. */
    double paddingShare() {
        return rows.isEmpty() ? 0 : 1 - tokens() / (double) cells();
    }
}
