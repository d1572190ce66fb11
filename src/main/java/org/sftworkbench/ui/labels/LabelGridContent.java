package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.grid.GridLink;
import org.sftworkbench.ui.common.grid.GridPosition;

/**
 * Lays a label batch out as lines of cells: input ids, labels below them, arrows from each position
 * to the label it is scored against.
 *
 * @param convention where labels stand
 * @param showMask whether the attention mask gets a line
 * @param showPositions whether the position ids get a line
 * @param places names a row with its file
 */
record LabelGridContent(
        LabelConvention convention,
        boolean showMask,
        boolean showPositions,
        Function<DataRow, String> places) {
    /** Line of the input ids in each block. */
    static final int INPUT_LINE = 0;

    /** Line of the labels in each block. */
    static final int LABEL_LINE = 1;

    /** NLL at which the heat colour is full, in nats: a probability of about 0.25 %. */
    private static final double FULL_HEAT = 6;

    /** Shorter than the padding token's name, which would make the columns wide. */
    private static final String PADDING = "pad";

    /**
     * @param scores {@code nll[r][t]} of token t before padding, NaN where not supervised; empty
     *     for none
     */
    GridContent of(LabelBatch batch, List<double[]> scores) {
        List<GridBlock> blocks = new ArrayList<>();
        for (int r = 0; r < batch.rows().size(); r++) {
            blocks.add(block(batch.rows().get(r), scores.isEmpty() ? null : scores.get(r)));
        }
        return new GridContent(batch.length(), blocks);
    }

    /** The prediction a cell belongs to. */
    LabelPair pairAt(GridPosition position) {
        boolean later = convention == LabelConvention.ALIGNED && position.line() == LABEL_LINE;
        return new LabelPair(position.block(), position.column() - (later ? 1 : 0));
    }

    private GridBlock block(LabelRow row, double[] nll) {
        List<GridLine> lines = new ArrayList<>();
        lines.add(new GridLine("input ids", GridLine.Height.TALL, false, inputCells(row)));
        lines.add(new GridLine("labels", GridLine.Height.TALL, true, labelCells(row)));
        if (showMask) {
            lines.add(figures("attention mask", row.attentionMask(), row));
        }
        if (showPositions) {
            lines.add(figures("position ids", row.positionIds(), row));
        }
        if (nll != null) {
            lines.add(new GridLine("NLL", GridLine.Height.SHORT, false, heat(row, nll)));
        }
        return new GridBlock(places.apply(row.row()), note(row, nll), lines, links(row));
    }

    private static String note(LabelRow row, double[] nll) {
        String counts =
                row.tokens()
                        + " tokens · "
                        + row.supervisedTokens()
                        + " supervised · "
                        + (row.length() - row.tokens())
                        + " padding";
        if (nll == null) {
            return counts;
        }
        double sum = 0;
        for (double value : nll) {
            sum += Double.isNaN(value) ? 0 : value;
        }
        return counts
                + String.format(
                        Locale.ROOT, " · loss %.3f", sum / Math.max(1, row.supervisedTokens()));
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
        int ahead = convention == LabelConvention.SHIFTED ? 1 : 0;
        List<GridCell> cells = new ArrayList<>(row.length());
        for (int t = 0; t < row.length(); t++) {
            if (labels[t] != Labels.IGNORE) {
                String text = VisibleText.of(row.token(t + ahead).text());
                cells.add(GridCell.of(text, Integer.toString(labels[t]), CellKind.TRAINED));
            } else {
                CellKind kind = row.isPadding(t) ? CellKind.PADDING : CellKind.IGNORED;
                cells.add(GridCell.of(Integer.toString(Labels.IGNORE), "", kind));
            }
        }
        return cells;
    }

    private static GridLine figures(String title, int[] values, LabelRow row) {
        List<GridCell> cells = new ArrayList<>(values.length);
        for (int t = 0; t < values.length; t++) {
            cells.add(GridCell.figure(values[t], row.isPadding(t)));
        }
        return new GridLine(title, GridLine.Height.SHORT, false, cells);
    }

    private List<GridCell> heat(LabelRow row, double[] nll) {
        int ahead = convention == LabelConvention.SHIFTED ? 1 : 0;
        List<GridCell> cells = new ArrayList<>(row.length());
        for (int t = 0; t < row.length(); t++) {
            int token = t + ahead - row.offset();
            boolean scored = token >= 0 && token < nll.length && !Double.isNaN(nll[token]);
            cells.add(scored ? heat(nll[token]) : GridCell.BLANK);
        }
        return cells;
    }

    private static GridCell heat(double nll) {
        return new GridCell(
                String.format(Locale.ROOT, "%.2f", nll), "", CellKind.FIGURE, nll / FULL_HEAT);
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
