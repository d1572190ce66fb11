package org.sftworkbench.ui.common.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Where the cells of a {@link GridContent} lie, in pixels from the grid's upper left corner before
 * scrolling. Knows no toolkit, so that the layout is tested without one. Immutable.
 */
final class GridGeometry {
    static final double HEADER = 20;
    static final double TITLE = 24;
    static final double TALL = 36;
    static final double SHORT = 18;
    static final double GAP = 3;
    static final double ARROWS = 26;
    static final double BLOCK_GAP = 14;
    static final double CELL_PADDING = 7;
    static final double COLUMN_GAP = 3;
    static final double MIN_COLUMN = 34;
    static final double MAX_COLUMN = 150;
    static final double GUTTER_PADDING = 12;

    private final GridContent content;
    private final double gutter;

    /** Left edge of each column, and at [T] the right end of the last one. */
    private final double[] lefts;

    private final double[] blockTops;
    private final double[][] lineTops;

    /**
     * @param measure width of a text in the cell font
     * @param measureDetail width of a text in the smaller font
     */
    GridGeometry(
            GridContent content,
            ToDoubleFunction<String> measure,
            ToDoubleFunction<String> measureDetail) {
        this.content = content;
        this.gutter = gutterWidth(content, measureDetail);
        this.lefts = columnEdges(content, gutter, measure, measureDetail);
        List<GridBlock> blocks = content.blocks();
        this.blockTops = new double[blocks.size() + 1];
        this.lineTops = new double[blocks.size()][];
        double y = HEADER + GAP;
        for (int b = 0; b < blocks.size(); b++) {
            blockTops[b] = y;
            y += TITLE;
            List<GridLine> lines = blocks.get(b).lines();
            lineTops[b] = new double[lines.size()];
            for (int i = 0; i < lines.size(); i++) {
                y += i == 0 ? 0 : lines.get(i).arrowsAbove() ? ARROWS : GAP;
                lineTops[b][i] = y;
                y += height(lines.get(i));
            }
            y += BLOCK_GAP;
        }
        blockTops[blocks.size()] = y;
    }

    private static double gutterWidth(GridContent content, ToDoubleFunction<String> measure) {
        double widest = 0;
        for (GridBlock block : content.blocks()) {
            for (GridLine line : block.lines()) {
                widest = Math.max(widest, measure.applyAsDouble(line.title()));
            }
        }
        return Math.ceil(widest) + 2 * GUTTER_PADDING;
    }

    private static double[] columnEdges(
            GridContent content,
            double gutter,
            ToDoubleFunction<String> measure,
            ToDoubleFunction<String> measureDetail) {
        double[] edges = new double[content.columns() + 1];
        double x = gutter;
        for (int t = 0; t < content.columns(); t++) {
            edges[t] = x;
            double width = measureDetail.applyAsDouble(Integer.toString(t));
            for (GridBlock block : content.blocks()) {
                for (GridLine line : block.lines()) {
                    GridCell cell = line.cell(t);
                    width = Math.max(width, measure.applyAsDouble(cell.text()));
                    width = Math.max(width, measureDetail.applyAsDouble(cell.detail()));
                }
            }
            double column = Math.ceil(width) + 2 * CELL_PADDING;
            x += Math.min(MAX_COLUMN, Math.max(MIN_COLUMN, column)) + COLUMN_GAP;
        }
        edges[content.columns()] = x;
        return edges;
    }

    private static double height(GridLine line) {
        return line.height() == GridLine.Height.TALL ? TALL : SHORT;
    }

    /** Width of the line titles' gutter, which does not scroll. */
    double gutter() {
        return gutter;
    }

    double width() {
        return lefts[content.columns()];
    }

    double height() {
        return blockTops[content.blocks().size()];
    }

    double left(int column) {
        return lefts[column];
    }

    /** Width of a column's cells, without the gap after them. */
    double columnWidth(int column) {
        return lefts[column + 1] - lefts[column] - COLUMN_GAP;
    }

    double center(int column) {
        return lefts[column] + columnWidth(column) / 2;
    }

    double blockTop(int block) {
        return blockTops[block];
    }

    double blockBottom(int block) {
        return blockTops[block + 1];
    }

    double lineTop(int block, int line) {
        return lineTops[block][line];
    }

    double lineBottom(int block, int line) {
        return lineTops[block][line] + height(content.blocks().get(block).lines().get(line));
    }

    /** First column that reaches right of {@code x}; T where none does. */
    int firstColumn(double x) {
        int at = Arrays.binarySearch(lefts, x);
        int column = at >= 0 ? at : -at - 2;
        return Math.max(0, Math.min(content.columns(), column));
    }

    /** One past the last column that begins left of {@code x}. */
    int endColumn(double x) {
        int at = Arrays.binarySearch(lefts, x);
        return Math.max(0, Math.min(content.columns(), at >= 0 ? at : -at - 1));
    }

    /**
     * The cell at a point. Gaps between the lines of a block belong to the line above, so that
     * arrows can be pointed at.
     */
    Optional<GridPosition> at(double x, double y) {
        if (x < gutter || x >= width()) {
            return Optional.empty();
        }
        int column = firstColumn(x);
        for (int b = 0; b < lineTops.length; b++) {
            for (int i = lineTops[b].length - 1; i >= 0; i--) {
                if (y >= lineTops[b][i] && y < blockTops[b + 1] - BLOCK_GAP) {
                    return Optional.of(new GridPosition(b, i, column));
                }
            }
        }
        return Optional.empty();
    }
}
