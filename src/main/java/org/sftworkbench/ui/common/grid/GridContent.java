package org.sftworkbench.ui.common.grid;

import java.util.List;

/**
 * Everything a {@link CellGrid} draws.
 *
 * @param columns number of columns T
 * @param blocks rows of the batch, from top to bottom
 */
public record GridContent(int columns, List<GridBlock> blocks) {
    /** Nothing to draw. */
    public static final GridContent EMPTY = new GridContent(0, List.of());

    public GridContent {
        blocks = List.copyOf(blocks);
    }
}
