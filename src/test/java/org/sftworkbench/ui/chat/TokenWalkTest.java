package org.sftworkbench.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** An answer's tokens can be reached, read out and opened without a pointer. */
class TokenWalkTest extends FxTest {
    private final List<Integer> opened = new ArrayList<>();
    private Stage stage;
    private Node bubble;
    private TokenPopup popup;
    private Answer answer;

    @BeforeEach
    void showAnAnswerOfTokens() {
        List<AnswerToken> tokens = new ArrayList<>();
        for (String text : List.of("<think>", "Oslo", "?", "</think>", "Vince", " lives", ".")) {
            tokens.add(new AnswerToken(tokens.size(), text, text, false, 0.5, List.of(), false));
        }
        tokens.add(new AnswerToken(9, "<|end|>", "<|end|>", true, Double.NaN, List.of(), false));
        showAnAnswer(tokens, new Ending.Stopped("<|end|>"));
    }

    private void showAnAnswer(List<AnswerToken> tokens, Ending ending) {
        answer = runFx(() -> Answer.of(tokens, ending));
        VBox pane =
                runFx(
                        () -> {
                            AnswerView view =
                                    new AnswerView(answer, "", false, Words.english(), this::open);
                            view.setSpecialShown(true);
                            VBox box = new VBox(view);
                            box.getStyleClass().add("chat-pane");
                            return box;
                        });
        stage = show(pane, 500, 300);
        bubble = runFx(() -> pane.lookup(".answer-bubble"));
        doFx(bubble::requestFocus);
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    @Test
    void anAnswerIsReadOutAsAWholeUntilATokenIsPicked() {
        assertThat(runFx(bubble::isFocusTraversable)).isTrue();
        assertThat(runFx(bubble::getAccessibleText)).contains("Vince lives.");
        press(KeyCode.ENTER);
        assertThat(opened).isEmpty();
    }

    @Test
    void whatTheUserHasWrittenIsNotCalledAToken() {
        close();
        showAnAnswer(List.of(AnswerToken.writtenByHand("On the moon.")), new Ending.Edited());
        press(KeyCode.RIGHT);
        assertThat(runFx(bubble::getAccessibleText)).isEqualTo("On the moon.");
        VBox card =
                runFx(
                        () ->
                                new TokenPopup(Words.english(), new SimpleBooleanProperty())
                                        .card(answer, 0, null));
        assertThat(
                        runFx(
                                () ->
                                        card.getChildren().stream()
                                                .map(n -> ((Label) n).getText())
                                                .toList()))
                .containsExactly("Put here by you, not chosen by the model.");
    }

    @Test
    void arrowKeysPassOverWhatIsFoldedAway() {
        press(KeyCode.RIGHT);
        assertThat(picked()).isEqualTo("Vince");
        assertThat(runFx(bubble::getAccessibleText))
                .isEqualTo("Token 5 of 8: Vince, probability 50.0 %");
        press(KeyCode.RIGHT);
        assertThat(picked()).isEqualTo(" lives");
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        assertThat(picked()).isEqualTo("Vince");
        press(KeyCode.END);
        assertThat(runFx(bubble::getAccessibleText)).isEqualTo("Token 8 of 8: <|end|>");
    }

    @Test
    void thoughtsThatAreUnfoldedAreGoneThroughToo() {
        doFx(() -> ((ToggleButton) bubble.getParent().lookup(".fold")).fire());
        press(KeyCode.HOME);
        assertThat(picked()).isEqualTo("<think>");
        press(KeyCode.RIGHT);
        assertThat(picked()).isEqualTo("Oslo");
    }

    @Test
    void enterOpensTheTokenThatIsPicked() {
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        press(KeyCode.ENTER);
        press(KeyCode.LEFT);
        press(KeyCode.SPACE);
        assertThat(opened).containsExactly(6, 5);
    }

    @Test
    void theOddsAreOpenedAndClosedWithoutLosingTheToken() {
        popup = runFx(() -> new TokenPopup(Words.english(), new SimpleBooleanProperty()));
        type(KeyCode.RIGHT);
        type(KeyCode.ENTER);
        assertThat(popups()).isEqualTo(1);
        type(KeyCode.ESCAPE);
        assertThat(popups()).isZero();
        assertThat(picked()).isEqualTo("Vince");
        type(KeyCode.RIGHT);
        assertThat(picked()).isEqualTo(" lives");
    }

    private void open(Node node, int at) {
        opened.add(at);
        if (popup != null) {
            popup.show(node, answer, at, null);
        }
    }

    /** Through the window, as a keyboard does. */
    private static void type(KeyCode code) {
        doFx(() -> new Robot().keyType(code));
        waitForFxEvents();
    }

    private static long popups() {
        return runFx(
                () ->
                        Window.getWindows().stream()
                                .filter(window -> window instanceof Popup && window.isShowing())
                                .count());
    }

    private void press(KeyCode code) {
        doFx(
                () ->
                        bubble.fireEvent(
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        code,
                                        false,
                                        false,
                                        false,
                                        false)));
    }

    private String picked() {
        return runFx(
                () ->
                        bubble.lookupAll(".answer-words").stream()
                                .map(Text.class::cast)
                                .filter(
                                        text ->
                                                text.getPseudoClassStates().stream()
                                                        .anyMatch(
                                                                state ->
                                                                        state.getPseudoClassName()
                                                                                .equals("picked")))
                                .map(Text::getText)
                                .findFirst()
                                .orElse(""));
    }
}
