package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.stream.Collectors;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;

/** Reads drawn batches as text. */
final class Drawings {
    private Drawings() {}

    /** All lines from top to bottom, cells apart by a space. */
    static List<String> lines(GridContent content) {
        return content.blocks().stream()
                .flatMap(block -> block.lines().stream())
                .map(
                        line ->
                                line.cells().stream()
                                        .map(GridCell::text)
                                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Kinds of the tokens of a row. */
    static List<String> kinds(GridContent content, int row) {
        return content.blocks().get(row).lines().get(BatchRow.TOKEN_LINE).cells().stream()
                .map(cell -> cell.kind().name())
                .toList();
    }
}
