package org.sftworkbench.ui.template;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.sftworkbench.ui.common.TokenChip;
import org.testfx.api.FxRobot;

/** Base of tests that use the mouse on the template pane. */
abstract class MousePaneTest extends PaneTest {
    final FxRobot robot = new FxRobot();

    /** The first chip in sight that says this. */
    TokenChip chip(String says) {
        return runFx(
                () ->
                        chips().stream()
                                .filter(chip -> chip.getText().equals(says))
                                .findFirst()
                                .orElseThrow());
    }

    void click(Node node) {
        robot.clickOn(middle(node), MouseButton.PRIMARY);
        waitForFxEvents();
    }

    /** On the screen. */
    static Point2D middle(Node node) {
        return runFx(
                () -> {
                    Bounds bounds = node.localToScreen(node.getBoundsInLocal());
                    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
                });
    }
}
