package org.sftworkbench.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.Rows;

/** Pointing at tokens, picking one and letting go of it, by a robot. */
class PointingPaneTest extends MousePaneTest {
    private static final String TEMPLATE =
            "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n"
                    + "{% endfor %}";

    private static final Offset<Double> LINE = Offset.offset(1.5);

    @BeforeEach
    void openARow() {
        doFx(
                () -> {
                    stage.setX(0);
                    stage.setY(0);
                    stage.toFront();
                });
        open(TEMPLATE, Rows.row(1, "Where does Vince live?", "Vince lives in Venice, by the sea."));
        robot.targetWindow(stage);
    }

    @Test
    void pointingTellsOfATokenWhileTheChecksAreInFront() {
        int venice = indexOf(" Venice", 0);
        point(chip("␣Venice"));
        assertThat(runFx(() -> find(".token-inspector").isVisible())).isFalse();
        assertThat(facts("␣Venice"))
                .contains(
                        "Position  " + venice,
                        "message 2, assistant",
                        "messages[1].content through template line 2");
        assertThat(facts("␣Venice")).contains("counts, predicted at " + (venice - 1));
        point(find("#policyHint"));
        assertThat(runFx(() -> model.selectedTokenProperty().get())).isNegative();
    }

    @Test
    void thePanelTellsOfThePickedOneWhileAnotherIsPointedAt() {
        click(chip("␣Venice"));
        String panel = panel();
        point(chip("␣lives"));
        assertThat(panel()).isEqualTo(panel).contains("" + indexOf(" Venice", 0));
        assertThat(facts("␣lives")).contains("Position  " + indexOf(" lives", 0));
        point(chip("␣Venice"));
        assertThat(chip("␣Venice").getTooltip()).isNull();
    }

    @Test
    void whatIsKnownOfATokenStandsOnTheLineOfItsName() {
        for (double width : new double[] {1000, 900, 860, 820}) {
            doFx(() -> stage.setWidth(width));
            drawnAnew();
            click(chip("␣Venice"));
            waitUntil("it is told of", () -> find(".token-inspector").isVisible());
            drawnAnew();
            assertThat(lineOf("messages[1].content")).isEqualTo(lineOf("Written by"), LINE);
            assertThat(lineOf("" + indexOf(" Venice", 0))).isEqualTo(lineOf("Position"), LINE);
            click(chip("␣Venice"));
        }
    }

    private double lineOf(String start) {
        return runFx(
                () ->
                        find(".token-inspector").lookupAll(".text").stream()
                                .map(Text.class::cast)
                                .filter(text -> text.getText().startsWith(start))
                                .mapToDouble(
                                        text ->
                                                text.localToScene(0, 0).getY()
                                                        + text.getBaselineOffset())
                                .findFirst()
                                .orElseThrow());
    }

    @Test
    void aSecondClickOrEscapeLetsGo() {
        click(chip("␣Venice"));
        assertThat(picked()).isEqualTo(indexOf(" Venice", 0));
        click(chip("␣lives"));
        assertThat(picked()).isEqualTo(indexOf(" lives", 0));
        click(chip("␣lives"));
        assertThat(picked()).isNegative();
        click(chip("␣lives"));
        robot.push(KeyCode.ESCAPE);
        waitForFxEvents();
        assertThat(picked()).isNegative();
        assertThat(runFx(() -> chips("selected"))).isEmpty();
    }

    @Test
    void anEditBeforeThePickedTokenLetsGoOfItAndOneBehindItDoesNot() {
        click(chip("␣Venice"));
        doFx(() -> message(1).contentProperty().set("Vince lives in Venice, beside the sea."));
        settled();
        assertThat(picked()).isEqualTo(indexOf(" Venice", 0));
        doFx(() -> message(0).contentProperty().set("Where on earth does Vince live?"));
        settled();
        assertThat(picked()).isNegative();
    }

    private MessageDraft message(int index) {
        return model.conversation().messages().get(index);
    }

    private int picked() {
        return runFx(() -> model.selectedTokenProperty().get());
    }

    private String facts(String chip) {
        return chip(chip).getTooltip().getText();
    }

    private String panel() {
        return runFx(
                () ->
                        find(".token-inspector").lookupAll(".label").stream()
                                .map(node -> ((Label) node).getText())
                                .toList()
                                .toString());
    }

    private void point(Node node) {
        robot.moveTo(middle(node));
        waitForFxEvents();
    }
}
