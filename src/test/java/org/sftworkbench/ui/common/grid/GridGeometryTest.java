package org.sftworkbench.ui.common.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridGeometryTest {
    private static final double LETTER = 8;

    @Test
    void columnsOfAllRowsOfABatchLineUpAndAreAsWideAsTheirWidestToken() {
        GridGeometry geometry =
                geometry(block(line("labels", "a", "a long token")), block(line("ids", "b", "b")));

        assertThat(geometry.columnWidth(0)).isEqualTo(GridGeometry.MIN_COLUMN);
        assertThat(geometry.columnWidth(1))
                .isEqualTo("a long token".length() * LETTER + 2 * GridGeometry.CELL_PADDING);
        assertThat(geometry.left(1))
                .isEqualTo(geometry.left(0) + geometry.columnWidth(0) + GridGeometry.COLUMN_GAP);
    }

    @Test
    void aVeryLongTokenDoesNotPushTheOthersAway() {
        GridGeometry geometry = geometry(block(line("ids", "x".repeat(500))));

        assertThat(geometry.columnWidth(0)).isEqualTo(GridGeometry.MAX_COLUMN);
    }

    @Test
    void theFirstColumnBeginsAfterTheLongestLineTitle() {
        GridGeometry geometry = geometry(block(line("attention mask", "a")));

        assertThat(geometry.left(0)).isEqualTo(geometry.gutter());
        assertThat(geometry.gutter()).isGreaterThan("attention mask".length() * LETTER);
    }

    @Test
    void linesWithArrowsAboveLeaveRoomForThem() {
        GridLine ids = line("ids", "a");
        GridLine labels = new GridLine("labels", GridLine.Height.TALL, true, ids.cells());
        GridGeometry geometry = geometry(block(ids, labels, line("more", "a")));

        assertThat(geometry.lineTop(0, 1) - geometry.lineBottom(0, 0))
                .isEqualTo(GridGeometry.ARROWS);
        assertThat(geometry.lineTop(0, 2) - geometry.lineBottom(0, 1)).isEqualTo(GridGeometry.GAP);
    }

    @Test
    void onlyTheColumnsUnderTheWindowAreToBeDrawn() {
        String[] many = new String[5000];
        Arrays.fill(many, "a");
        GridGeometry geometry = geometry(block(line("ids", many)));

        assertThat(geometry.firstColumn(geometry.left(1000) + 1)).isEqualTo(1000);
        assertThat(geometry.endColumn(geometry.left(1010) + 1)).isEqualTo(1011);
        assertThat(geometry.firstColumn(-5)).isZero();
        assertThat(geometry.endColumn(1e9)).isEqualTo(5000);
    }

    @Test
    void aPointOnACellFindsItsBlockLineAndColumn() {
        GridGeometry geometry =
                geometry(
                        block(line("ids", "a", "b", "c"), line("labels", "a", "b", "c")),
                        block(line("ids", "a", "b", "c"), line("labels", "a", "b", "c")));

        assertThat(geometry.at(geometry.center(2), geometry.lineTop(1, 0) + 1))
                .contains(new GridPosition(1, 0, 2));
        assertThat(geometry.at(geometry.center(0), geometry.lineTop(0, 1) + 1))
                .contains(new GridPosition(0, 1, 0));
        assertThat(geometry.at(geometry.gutter() - 1, geometry.lineTop(0, 0))).isEmpty();
        assertThat(geometry.at(geometry.width() + 1, geometry.lineTop(0, 0))).isEmpty();
        assertThat(geometry.at(geometry.center(0), geometry.blockTop(1) + 1)).isEmpty();
    }

    @Test
    void nothingToDrawTakesNoColumns() {
        GridGeometry geometry = geometry();

        assertThat(geometry.firstColumn(0)).isZero();
        assertThat(geometry.endColumn(100)).isZero();
        assertThat(geometry.at(30, 30)).isEmpty();
    }

    private static GridGeometry geometry(GridBlock... blocks) {
        int columns = 0;
        for (GridBlock block : blocks) {
            for (GridLine line : block.lines()) {
                columns = Math.max(columns, line.cells().size());
            }
        }
        return new GridGeometry(
                new GridContent(columns, List.of(blocks)),
                s -> s.length() * LETTER,
                s -> s.length() * LETTER);
    }

    private static GridBlock block(GridLine... lines) {
        return new GridBlock("row", "", List.of(lines), List.of());
    }

    private static GridLine line(String title, String... texts) {
        List<GridCell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(GridCell.of(text, "", CellKind.MASKED));
        }
        return new GridLine(title, GridLine.Height.TALL, false, cells);
    }
}
