package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.common.TokenChip;

/** Painting with mouse and keys, by a robot, in the pane as the user has it. */
class PaintingPaneTest extends MousePaneTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";

    @TempDir private Path directory;

    @BeforeEach
    void openARow() {
        doFx(
                () -> {
                    stage.setX(0);
                    stage.setY(0);
                    stage.toFront();
                });
        open(
                TEMPLATE,
                Rows.inFile(
                                directory.resolve("rows.json"),
                                Rows.row(
                                        1,
                                        "Where does Vince live?",
                                        "Vince lives in Venice, by the sea."))
                        .get(0));
        robot.targetWindow(stage);
        click((ToggleButton) find("#paint"));
        assertThat(runFx(() -> model.painting().hindranceProperty().get())).isEmpty();
    }

    @Test
    void aClickTurnsOneToken() {
        click(chip("␣Venice"));
        assertThat(runFx(() -> chips("painted"))).containsExactly("␣Venice");
        assertThat(trained()).doesNotContain(" Venice").contains(" lives");
        click(chip("␣Venice"));
        assertThat(runFx(() -> chips("painted"))).isEmpty();
        assertThat(trained()).contains(" Venice");
    }

    @Test
    void aDragTurnsAllItPassesAsTheFirstOneSaysAndIsKept() {
        drag(chip("␣lives"), chip("␣Venice"));
        assertThat(runFx(() -> chips("painted"))).containsExactly("␣lives", "␣in", "␣Venice");
        assertThat(trained()).doesNotContain(" lives", " in", " Venice").contains(" sea");
        drag(chip("␣does"), chip("Where"));
        assertThat(trained()).contains("Where", " does");
        settled();
        picture("template-painted-by-drag");
        Path kept = directory.resolve("rows.json.masks.json");
        waitUntil("it is kept", () -> Files.exists(kept) && keptTokens() == 5);
    }

    @Test
    void shiftArrowsAndTheSpaceBarTurnTheSelection() {
        click(chip("␣by"));
        robot.press(KeyCode.SHIFT);
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.RIGHT);
        robot.release(KeyCode.SHIFT);
        waitForFxEvents();
        robot.push(KeyCode.SPACE);
        waitForFxEvents();
        // The click had taken the first out already, so the space bar puts all of them in again.
        assertThat(runFx(() -> chips("painted"))).isEmpty();
        robot.push(KeyCode.SPACE);
        waitForFxEvents();
        assertThat(runFx(() -> chips("painted"))).containsExactly("␣by", "␣the", "␣sea");
        assertThat(trained()).doesNotContain(" by", " the", " sea");
    }

    @Test
    void keysTakeStrokesBackAndDoThemAgain() {
        click(chip("␣Venice"));
        push(KeyCode.CONTROL, KeyCode.Z);
        assertThat(trained()).contains(" Venice");
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(trained()).doesNotContain(" Venice");
        push(KeyCode.CONTROL, KeyCode.Z);
        push(KeyCode.CONTROL, KeyCode.Y);
        assertThat(trained()).doesNotContain(" Venice");
    }

    private void push(KeyCode... together) {
        robot.push(together);
        waitForFxEvents();
    }

    private long keptTokens() {
        return MaskOverrideFile.beside(directory.resolve("rows.json")).read().entries().stream()
                .mapToLong(each -> each.trained().size())
                .sum();
    }

    private List<String> trained() {
        return tokens().stream().filter(t -> t.trained()).map(t -> t.text()).toList();
    }

    private void drag(TokenChip from, TokenChip to) {
        Point2D start = middle(from);
        Point2D end = middle(to);
        robot.moveTo(start).press(MouseButton.PRIMARY);
        for (int i = 1; i <= 20; i++) {
            robot.moveTo(start.interpolate(end, i / 20.0));
        }
        robot.release(MouseButton.PRIMARY);
        waitForFxEvents();
    }
}
