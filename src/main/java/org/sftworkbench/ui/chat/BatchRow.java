package org.sftworkbench.ui.chat;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.words.Words;

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
    private final Words words;
    private final int row;
    private final boolean padRight;
    private final int padding;
    private final int promptTokens;
    private final int promptColumns;
    private int nextPosition;
    private int written;
    private Ending ending;

    /**
     * @param row index of the row in the batch
     */
    BatchRow(Words words, PromptBatch batch, int row) {
        this.words = words;
        this.row = row;
        List<String> names = batch.names().get(row);
        promptColumns = batch.padded().length();
        promptTokens = names.size();
        padding = promptColumns - promptTokens;
        padRight = batch.padded().padding().right();
        for (int t = 0; t < promptColumns; t++) {
            int at = row * promptColumns + t;
            boolean filler = batch.padded().isPadding(row, t);
            String id = Integer.toString(batch.padded().ids()[at]);
            tokens.add(
                    filler
                            ? GridCell.of(PADDING, id, CellKind.PADDING)
                            : GridCell.of(
                                    names.get(padRight ? t : t - padding), id, CellKind.MASKED));
            mask.add(GridCell.figure(batch.padded().attentionMask()[at], filler && !padRight));
            positions.add(GridCell.figure(batch.padded().positionIds()[at], filler && !padRight));
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
            tokens.add(
                    GridCell.of(
                            token.token().name(),
                            Integer.toString(token.token().id()),
                            CellKind.WRITTEN));
        }
        mask.add(GridCell.figure(1, token == null));
        positions.add(GridCell.figure(nextPosition++, token == null));
        if (token != null && !token.stop().isEmpty()) {
            end(new Ending.AtText(token.stop()));
        }
    }

    /** Ends the row, unless it has ended before. */
    void end(Ending how) {
        if (ending != null) {
            return;
        }
        ending = how;
        if ((how.byItself() || how instanceof Ending.AtText) && written > 0) {
            int last = tokens.size() - 1;
            GridCell stop = tokens.get(last);
            tokens.set(last, GridCell.of(stop.text(), stop.detail(), CellKind.STOP));
        }
    }

    GridBlock block() {
        return new GridBlock(
                title(),
                note(),
                List.of(
                        line(words.say("input ids"), GridLine.Height.TALL, tokens),
                        line(words.say("attention mask"), GridLine.Height.SHORT, mask),
                        line(words.say("position ids"), GridLine.Height.SHORT, positions)),
                List.of());
    }

    private static GridLine line(String title, GridLine.Height height, List<GridCell> cells) {
        return new GridLine(title, height, false, cells);
    }

    private String title() {
        return words.say("Row {0}", row + 1);
    }

    private String note() {
        String figures =
                words.say(
                        "{0} · {1} padding · {2} written",
                        TokenCount.of(promptTokens, words), padding, written);
        return ending == null ? figures : figures + " · " + ending.said(words);
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
                words.say(
                        "attention mask {0}, position id {1}",
                        mask.get(column).text(), positions.get(column).text());
        String place = words.say("{0}, column {1}", title(), column) + ": ";
        return place
                + switch (cell.kind()) {
                    case PADDING -> padding(column, figures);
                    case IGNORED ->
                            words.say(
                                    "the row has ended. It is fed on so that the batch keeps its"
                                            + " shape; nobody reads what it says.");
                    case WRITTEN ->
                            column == promptColumns && padRight && padding > 0
                                    ? words.say(
                                            "‘{0}’, what the model says after {1} of padding;"
                                                    + " {2}.",
                                            cell.text(), TokenCount.of(padding, words), figures)
                                    : words.say(
                                            "‘{0}’, written by the model; {1}.",
                                            cell.text(), figures);
                    case STOP -> words.say("‘{0}’ ended the row; {1}.", cell.text(), figures);
                    default -> words.say("‘{0}’ of the prompt; {1}.", cell.text(), figures);
                };
    }

    private String padding(int column, String figures) {
        if (!padRight) {
            return words.say(
                    "padding, so that all rows go on at the same column; {0} – no token looks at"
                            + " it.",
                    figures);
        }
        return column == promptColumns - 1
                ? words.say(
                        "padding, and the place the next token is read from: the model continues"
                                + " this, not the prompt; {0}.",
                        figures)
                : words.say(
                        "padding that the model takes for text; {0} – every later token looks at"
                                + " it.",
                        figures);
    }
}
