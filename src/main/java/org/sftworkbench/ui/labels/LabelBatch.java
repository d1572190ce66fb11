package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A batch as the pane draws it.
 *
 * @param settings how it was laid out
 * @param leftOut chosen rows that are too long and not in it
 * @param rows its rows; of one length where they are padded
 */
record LabelBatch(BatchSettings settings, int leftOut, List<LabelRow> rows) {
    static final LabelBatch EMPTY = new LabelBatch(BatchSettings.DEFAULTS, 0, List.of());

    LabelBatch {
        rows = List.copyOf(rows);
    }

    /** T, of the longest row. */
    int length() {
        return rows.stream().mapToInt(LabelRow::length).max().orElse(0);
    }

    /** The dataset rows in the order they stand in the batch. */
    Stream<RowPart> parts() {
        return rows.stream().flatMap(row -> row.parts().stream());
    }

    int tokens() {
        return rows.stream().mapToInt(LabelRow::tokens).sum();
    }

    int supervisedTokens() {
        return rows.stream().mapToInt(LabelRow::supervisedTokens).sum();
    }

    /** Positions that are computed, padding included. */
    int cells() {
        return rows.stream().mapToInt(LabelRow::length).sum();
    }

    /** The leftmost position of any row that predicts a supervised token. */
    OptionalInt firstPrediction() {
        return IntStream.range(0, length())
                .filter(t -> rows.stream().anyMatch(r -> t < r.length() && r.predicts(t)))
                .findFirst();
    }

    /** Share of the computed positions that are padding, from 0 to 1. */
    double paddingShare() {
        return rows.isEmpty() ? 0 : (cells() - tokens()) / (double) cells();
    }

    /** Share of the packs' maximum length that holds tokens, from 0 to 1; of packs only. */
    double fill() {
        return tokens() / ((double) rows.size() * settings.length().maxLength());
    }
}
