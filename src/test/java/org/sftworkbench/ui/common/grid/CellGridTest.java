package org.sftworkbench.ui.common.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

/** The grid of a batch as it is walked through with the keys. */
class CellGridTest extends FxTest {
    /** Rows of 3, 40 and 3 cells and so on, far more than are in sight. */
    private final CellGrid grid =
            runFx(
                    () -> {
                        CellGrid made = new CellGrid();
                        made.setContent(
                                new GridContent(
                                        40,
                                        IntStream.range(0, 10)
                                                .mapToObj(b -> block(b % 2 == 0 ? 3 : 40))
                                                .toList()));
                        return made;
                    });

    private static GridBlock block(int cells) {
        List<GridCell> line =
                IntStream.range(0, cells).mapToObj(i -> GridCell.figure(i, false)).toList();
        return new GridBlock(
                "row",
                "",
                List.of(new GridLine("ids", GridLine.Height.TALL, false, line)),
                List.of());
    }

    private void press(KeyCode... keys) {
        for (KeyCode key : keys) {
            pressKey(grid, key);
        }
    }

    private double scrolled(Orientation orientation) {
        return runFx(
                () ->
                        grid.lookupAll(".scroll-bar").stream()
                                .map(ScrollBar.class::cast)
                                .filter(bar -> bar.getOrientation() == orientation)
                                .mapToDouble(ScrollBar::getValue)
                                .sum());
    }

    @Test
    void theKeysBeginWithTheFirstCellWhereNoneIsPicked() {
        layout(grid, 300, 200);
        press(KeyCode.A);
        assertThat(grid.selectedProperty().get()).isNull();
        press(KeyCode.RIGHT);
        assertThat(grid.selectedProperty().get()).isEqualTo(new GridPosition(0, 0, 0));
    }

    @Test
    void theKeysStayOnCells() {
        layout(grid, 300, 200);
        press(KeyCode.RIGHT, KeyCode.END);
        assertThat(grid.selectedProperty().get()).isEqualTo(new GridPosition(0, 0, 2));
        press(KeyCode.RIGHT);
        assertThat(grid.selectedProperty().get().column()).isEqualTo(2);
        press(KeyCode.DOWN, KeyCode.END);
        assertThat(grid.selectedProperty().get()).isEqualTo(new GridPosition(1, 0, 39));
        press(KeyCode.UP);
        assertThat(grid.selectedProperty().get()).isEqualTo(new GridPosition(0, 0, 2));
    }

    @Test
    void theRowThatIsWalkedToIsInSight() {
        layout(grid, 300, 200);
        press(KeyCode.RIGHT);
        assertThat(scrolled(Orientation.VERTICAL)).isZero();
        for (int i = 0; i < 9; i++) {
            press(KeyCode.DOWN);
        }
        assertThat(grid.selectedProperty().get().block()).isEqualTo(9);
        double down = scrolled(Orientation.VERTICAL);
        assertThat(down).isGreaterThan(400);
        for (int i = 0; i < 9; i++) {
            press(KeyCode.UP);
        }
        assertThat(scrolled(Orientation.VERTICAL)).isLessThan(10);
    }

    @Test
    void whoComesByKeySeesIt() {
        layout(grid, 300, 200);
        Insets insets = runFx(() -> grid.getInsets());
        doFx(
                () -> {
                    grid.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
                    grid.applyCss();
                });
        assertThat(runFx(() -> grid.getBorder().getStrokes().get(0).getWidths().getTop()))
                .isPositive();
        assertThat(runFx(() -> grid.getInsets())).as("nothing moves").isEqualTo(insets);
    }
}
