package org.sftworkbench.ui.common.grid;

import java.util.List;

/**
 * One line of cells across all columns.
 *
 * @param title what the line shows, written in the gutter
 * @param height tall lines hold text and detail, short ones a small figure
 * @param arrowsAbove whether room is left above it for arrows
 * @param cells one per column, from column 0; columns beyond its end are blank
 */
public record GridLine(String title, Height height, boolean arrowsAbove, List<GridCell> cells) {
    /** How high a line is. */
    public enum Height {
        TALL,
        SHORT
    }

    public GridLine {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, blank beyond the line's end. */
    public GridCell cell(int column) {
        return column < cells.size() ? cells.get(column) : GridCell.BLANK;
    }
}
