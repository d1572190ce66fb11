package org.sftworkbench.ui.common.grid;

import java.util.List;

/**
 * The lines that belong together: one row of a batch.
 *
 * @param title written above the lines
 * @param note written after the title, muted
 * @param lines from top to bottom
 * @param links arrows between cells of its lines, ordered by their leftmost column
 * @param borders columns at whose left edge something else begins, marked by a line
 */
public record GridBlock(
        String title,
        String note,
        List<GridLine> lines,
        List<GridLink> links,
        List<Integer> borders) {
    public GridBlock {
        lines = List.copyOf(lines);
        links = List.copyOf(links);
        borders = List.copyOf(borders);
    }

    /** Without borders. */
    public GridBlock(String title, String note, List<GridLine> lines, List<GridLink> links) {
        this(title, note, lines, links, List.of());
    }
}
