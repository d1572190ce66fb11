package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.grid.GridLink;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Words;

/**
 * Lays a label batch out as lines of cells: input ids, labels below them, arrows from each position
 * to the label it is scored against.
 *
 * @param convention where labels stand
 * @param showMask whether the attention mask gets a line
 * @param showPositions whether the position ids get a line
 * @param names of the rows
 */
record LabelGridContent(
        LabelConvention convention, boolean showMask, boolean showPositions, PartNames names) {
    /** Line of the input ids in each block. */
    static final int INPUT_LINE = 0;

    /** Line of the labels in each block. */
    static final int LABEL_LINE = 1;

    /** NLL at which the heat colour is full, in nats: a probability of about 0.25 %. */
    private static final double FULL_HEAT = 6;

    /** Shorter than the padding token's name, which would make the columns wide. */
    private static final String PADDING = "pad";

    /**
     * @param readings what a model made of each row; empty for none
     */
    GridContent of(LabelBatch batch, List<RowReading> readings) {
        List<GridBlock> blocks = new ArrayList<>();
        for (int r = 0; r < batch.rows().size(); r++) {
            blocks.add(block(batch, r, readings.isEmpty() ? null : readings.get(r)));
        }
        return new GridContent(batch.length(), blocks);
    }

    /** The prediction a cell belongs to. */
    LabelPair pairAt(GridPosition position) {
        boolean later = convention == LabelConvention.ALIGNED && position.line() == LABEL_LINE;
        return new LabelPair(position.block(), position.column() - (later ? 1 : 0));
    }

    private GridBlock block(LabelBatch batch, int r, RowReading reading) {
        LabelRow row = batch.rows().get(r);
        List<GridLine> lines = new ArrayList<>();
        lines.add(tall(words().say("input ids"), false, inputCells(row)));
        lines.add(tall(words().say("labels"), true, labelCells(row)));
        if (showMask) {
            lines.add(figures(words().say("attention mask"), row.attentionMask(), row));
        }
        if (showPositions) {
            lines.add(figures(words().say("position ids"), row.positionIds(), row));
        }
        if (reading != null) {
            lines.add(
                    new GridLine(
                            words().say("NLL"), GridLine.Height.SHORT, false, heat(row, reading)));
        }
        return new GridBlock(
                names.of(batch, r), note(row, reading), lines, links(row), borders(row));
    }

    private static GridLine tall(String title, boolean arrows, List<GridCell> cells) {
        return new GridLine(title, GridLine.Height.TALL, arrows, cells);
    }

    private Words words() {
        return names.words();
    }

    private static List<Integer> borders(LabelRow row) {
        return row.parts().stream().skip(1).map(RowPart::start).toList();
    }

    private String note(LabelRow row, RowReading reading) {
        StringBuilder note =
                new StringBuilder(
                        words().say(
                                        "{0} tokens · {1} supervised · {2} padding",
                                        Numbers.count(row.tokens()),
                                        Numbers.count(row.supervisedTokens()),
                                        Numbers.count(row.length() - row.tokens())));
        int cut = row.parts().stream().mapToInt(RowPart::cutTokens).sum();
        int lost = row.parts().stream().mapToInt(RowPart::cutSupervised).sum();
        if (cut > 0) {
            note.append(
                    words().say(
                                    " · {0} cut off, {1} of them supervised",
                                    Numbers.count(cut), Numbers.count(lost)));
        }
        if (row.supervisedTokens() == 0) {
            note.append(words().say(" · nothing counts: a run leaves it out"));
        } else if (reading != null) {
            double sum = row.parts().stream().mapToDouble(p -> reading.nllOf(row, p)).sum();
            note.append(
                    words().say(
                                    " · loss {0}",
                                    String.format(
                                            Locale.ROOT, "%.3f", sum / row.supervisedTokens())));
        }
        return note.toString();
    }

    private static List<GridCell> inputCells(LabelRow row) {
        List<GridCell> cells = new ArrayList<>(row.length());
        for (int t = 0; t < row.length(); t++) {
            String id = Integer.toString(row.inputIds()[t]);
            if (row.isPadding(t)) {
                cells.add(GridCell.of(PADDING, id, CellKind.PADDING));
            } else {
                TokenView token = row.token(t);
                CellKind kind = token.trained() ? CellKind.TRAINED : CellKind.MASKED;
                cells.add(GridCell.of(VisibleText.of(token.text()), id, kind));
            }
        }
        return cells;
    }

    private List<GridCell> labelCells(LabelRow row) {
        int[] labels = row.labels(convention);
        List<GridCell> cells = new ArrayList<>(row.length());
        for (int t = 0; t < row.length(); t++) {
            if (labels[t] != Labels.IGNORE) {
                String text = VisibleText.of(row.token(t + ahead()).text());
                cells.add(GridCell.of(text, Integer.toString(labels[t]), CellKind.TRAINED));
            } else {
                CellKind kind = row.isPadding(t) ? CellKind.PADDING : CellKind.IGNORED;
                cells.add(GridCell.of(Integer.toString(Labels.IGNORE), "", kind));
            }
        }
        return cells;
    }

    /** From a label's column to that of the token it names. */
    private int ahead() {
        return convention == LabelConvention.SHIFTED ? 1 : 0;
    }

    private static GridLine figures(String title, int[] values, LabelRow row) {
        List<GridCell> cells = new ArrayList<>(values.length);
        for (int t = 0; t < values.length; t++) {
            cells.add(GridCell.figure(values[t], row.isPadding(t)));
        }
        return new GridLine(title, GridLine.Height.SHORT, false, cells);
    }

    private List<GridCell> heat(LabelRow row, RowReading reading) {
        List<GridCell> cells = new ArrayList<>(row.length());
        for (int t = 0; t < row.length(); t++) {
            int token = t + ahead();
            boolean known =
                    token < row.length()
                            && !row.isPadding(token)
                            && !row.begins(token)
                            && !Double.isNaN(reading.nll()[token]);
            cells.add(known ? heat(reading.nll()[token], row.isScored(token)) : GridCell.BLANK);
        }
        return cells;
    }

    /** Tokens that do not count have their figure too, muted and without the heat. */
    private static GridCell heat(double nll, boolean counts) {
        return new GridCell(
                String.format(Locale.ROOT, "%.2f", nll),
                "",
                counts ? CellKind.FIGURE : CellKind.FIGURE_MUTED,
                counts ? nll / FULL_HEAT : Double.NaN);
    }

    private List<GridLink> links(LabelRow row) {
        List<GridLink> links = new ArrayList<>();
        for (int t = 0; t < row.length(); t++) {
            if (!row.predicts(t)) {
                continue;
            }
            if (convention == LabelConvention.SHIFTED) {
                links.add(predicts(t, t));
                links.add(new GridLink(INPUT_LINE, t + 1, LABEL_LINE, t, GridLink.Kind.COPIED));
            } else {
                links.add(predicts(t, t + 1));
            }
        }
        return links;
    }

    private static GridLink predicts(int from, int to) {
        return new GridLink(INPUT_LINE, from, LABEL_LINE, to, GridLink.Kind.PREDICTS);
    }
}
