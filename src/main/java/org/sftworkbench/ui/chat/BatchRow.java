package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridLine;

/** One row of a batch as it is drawn: its prompt, and what is written after it. FX thread only. */
final class BatchRow {
    /** Line of the tokens in a row's block. */
    static final int TOKEN_LINE = 0;

    /** Shorter than a padding token's name, which would make the columns wide. */
    private static final String PADDING = "pad";

    private static final String ENDED = "–";

    private final List<GridCell> tokens = new ArrayList<>();
    private final List<GridCell> mask = new ArrayList<>();
    private final List<GridCell> positions = new ArrayList<>();
    private final String title;
    private final int padding;
    private final int promptTokens;
    private int nextPosition;
    private int written;
    private Ending ending;

    /**
     * @param names what each token of the prompt is called
     * @param row index of the row in the batch
     */
    BatchRow(String title, PromptBatch batch, int row) {
        this.title = title;
        List<String> names = batch.names().get(row);
        int length = batch.padded().length();
        promptTokens = names.size();
        padding = length - promptTokens;
        for (int t = 0; t < length; t++) {
            int at = row * length + t;
            boolean real = batch.padded().attentionMask()[at] == 1;
            String id = Integer.toString(batch.padded().ids()[at]);
            tokens.add(
                    real
                            ? GridCell.of(names.get(t - padding), id, CellKind.MASKED)
                            : GridCell.of(PADDING, id, CellKind.PADDING));
            mask.add(GridCell.figure(batch.padded().attentionMask()[at], !real));
            positions.add(GridCell.figure(batch.padded().positionIds()[at], !real));
        }
        nextPosition = batch.padded().nextPositions()[row];
    }

    /**
     * Adds the next column.
     *
     * @param token null where the row had ended: the generator feeds it on to keep the batch's
     *     shape, and nobody reads what it says
     */
    void append(WrittenToken token) {
        if (token == null) {
            end(new Ending.Stopped(tokens.get(tokens.size() - 1).text()));
            tokens.add(GridCell.of(ENDED, "", CellKind.IGNORED));
        } else {
            written++;
            tokens.add(GridCell.of(token.name(), Integer.toString(token.id()), CellKind.WRITTEN));
        }
        mask.add(GridCell.figure(1, token == null));
        positions.add(GridCell.figure(nextPosition++, token == null));
    }

    /** Ends the row, unless it has ended before. */
    void end(Ending how) {
        if (ending != null) {
            return;
        }
        ending = how;
        if (how.byItself() && written > 0) {
            int last = tokens.size() - 1;
            GridCell stop = tokens.get(last);
            tokens.set(last, GridCell.of(stop.text(), stop.detail(), CellKind.STOP));
        }
    }

    GridBlock block() {
        return new GridBlock(
                title,
                note(),
                List.of(
                        new GridLine("input ids", GridLine.Height.TALL, false, tokens),
                        new GridLine("attention mask", GridLine.Height.SHORT, false, mask),
                        new GridLine("position ids", GridLine.Height.SHORT, false, positions)),
                List.of());
    }

    private String note() {
        return promptTokens
                + " tokens · "
                + padding
                + " padding · "
                + written
                + " written"
                + (ending == null ? "" : " · " + ending.words());
    }

    int padding() {
        return padding;
    }

    /** A cell in words; empty beyond the row's end. */
    String explain(int column) {
        if (column >= tokens.size()) {
            return "";
        }
        GridCell cell = tokens.get(column);
        String figures =
                "attention mask "
                        + mask.get(column).text()
                        + ", position id "
                        + positions.get(column).text();
        return title
                + ", column "
                + column
                + switch (cell.kind()) {
                    case PADDING ->
                            ": padding, so that all rows go on at the same column; "
                                    + figures
                                    + " – no token looks at it.";
                    case IGNORED ->
                            ": the row has ended. It is fed on so that the batch keeps its shape;"
                                    + " nobody reads what it says.";
                    case WRITTEN ->
                            ": ‘" + cell.text() + "’, written by the model; " + figures + ".";
                    case STOP -> ": ‘" + cell.text() + "’ ended the row; " + figures + ".";
                    default -> ": ‘" + cell.text() + "’ of the prompt; " + figures + ".";
                };
    }
}
