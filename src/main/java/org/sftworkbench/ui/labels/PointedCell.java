package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.ui.common.grid.GridPosition;

/**
 * A cell of the grid that is pointed at: what its position predicts, and what a model makes of it.
 *
 * @param drawing how the batch is drawn
 * @param readings what the model made of each row; empty before it was asked
 */
record PointedCell(
        LabelPair pair, LabelBatch batch, LabelGridContent drawing, List<RowReading> readings) {
    /** Empty where nothing of the batch is pointed at. */
    static Optional<PointedCell> at(
            GridPosition position,
            LabelBatch batch,
            LabelGridContent drawing,
            List<RowReading> readings) {
        return position == null
                        || position.block() >= batch.rows().size()
                        || position.column() >= batch.rows().get(position.block()).length()
                ? Optional.empty()
                : Optional.of(new PointedCell(drawing.pairAt(position), batch, drawing, readings));
    }

    private LabelRow row() {
        return batch.rows().get(pair.row());
    }

    /** What it predicts and why. */
    String explanation() {
        return row().partAt(Math.max(0, pair.position()))
                        .map(part -> drawing.names().of(part) + ". ")
                        .orElse("")
                + new PairExplanation(row(), drawing.convention(), drawing.names().words())
                        .of(pair.position());
    }

    /** The likeliest tokens after it. */
    List<RowReading.Guess> guesses() {
        return readings.isEmpty() || pair.position() < 0
                ? List.of()
                : readings.get(pair.row()).likeliest().get(pair.position());
    }

    /** The id that comes after it; -1 where none does. */
    int nextId() {
        int next = pair.position() + 1;
        return next < row().length() && !row().isPadding(next) && !row().begins(next)
                ? row().inputIds()[next]
                : -1;
    }
}
