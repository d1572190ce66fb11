package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
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

    @Test
    void inASmallWindowThePaintedTokenDoesNotTakeTheRoomOfTheTokens() {
        makeSmall();
        DetailsSection details = (DetailsSection) find(".details-section");
        double room = runFx(() -> find(".token-flow").getLayoutBounds().getHeight());
        click(chip("␣Venice"));
        settled();
        assertThat(runFx(() -> chips("painted"))).containsExactly("␣Venice");
        assertThat(runFx(details::isOpen)).isFalse();
        assertThat(runFx(() -> find(".token-flow").getLayoutBounds().getHeight())).isEqualTo(room);
        click((ToggleButton) find("#paint"));
        click(chip("␣lives"));
        assertThat(runFx(details::isTokenShown)).as("told of when not painting").isTrue();
    }

    @Test
    void inASmallWindowOpenDetailsMakeRoomWhenPaintingBeginsAndOpenWhenAsked() {
        makeSmall();
        click((ToggleButton) find("#paint"));
        click(chip("␣Venice"));
        DetailsSection details = (DetailsSection) find(".details-section");
        assertThat(runFx(details::isTokenShown)).isTrue();
        click((ToggleButton) find("#paint"));
        assertThat(runFx(details::isOpen)).isFalse();
        click((ToggleButton) find(".token-toggle"));
        click(chip("␣lives"));
        assertThat(runFx(details::isTokenShown)).as("opened by the user").isTrue();
    }

    @Test
    void whatIsKnownOfAPaintedTokenStandsInLinesOfItsOwn() {
        makeSmall();
        click(chip("Where"));
        click((ToggleButton) find(".token-toggle"));
        settled();
        picture("template-painted-token-small");
        List<Bounds> texts =
                runFx(
                        () ->
                                find(".token-inspector").lookupAll(".text").stream()
                                        .filter(PaneTest::isShown)
                                        .map(text -> text.localToScene(text.getLayoutBounds()))
                                        .toList());
        assertThat(texts).hasSizeGreaterThan(10);
        for (Bounds one : texts) {
            for (Bounds other : texts) {
                assertThat(one == other || !inside(one).intersects(inside(other)))
                        .as("%s and %s", one, other)
                        .isTrue();
            }
        }
    }

    /** Without the little by which lines of text may touch. */
    private static Bounds inside(Bounds text) {
        return new BoundingBox(
                text.getMinX() + 1, text.getMinY() + 3, text.getWidth() - 2, text.getHeight() - 6);
    }

    private void makeSmall() {
        doFx(
                () -> {
                    stage.setWidth(880);
                    stage.setHeight(600);
                });
        settled();
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
