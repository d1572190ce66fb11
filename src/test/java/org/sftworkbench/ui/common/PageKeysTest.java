package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;

/** A key turns a page of what is scrolled, also from a control in it. */
class PageKeysTest extends FxTest {
    private final Button button = new Button("In it");
    private final TextArea text = new TextArea("a\n".repeat(90));
    private final Region rest = new Region();
    private final ScrollPane scroll = new ScrollPane(new VBox(button, text, rest));
    private Stage stage;

    @BeforeEach
    void show() {
        rest.setMinHeight(3000);
        PageKeys.on(scroll);
        stage = show(scroll, 400, 300);
    }

    @AfterEach
    void close() {
        doFx(stage::close);
    }

    private double pixelsDown() {
        return runFx(
                () ->
                        scroll.getVvalue()
                                * (scroll.getContent().getLayoutBounds().getHeight()
                                        - scroll.getViewportBounds().getHeight()));
    }

    private void press(Node target, KeyCode key) {
        doFx(target::requestFocus);
        pressKey(target, key);
    }

    @Test
    void aPageIsNineTenthsOfWhatIsInSight() {
        double page = 0.9 * runFx(() -> scroll.getViewportBounds().getHeight());
        press(button, KeyCode.PAGE_DOWN);
        press(button, KeyCode.PAGE_DOWN);
        assertThat(pixelsDown()).isCloseTo(2 * page, offset(1.0));
        press(button, KeyCode.PAGE_UP);
        assertThat(pixelsDown()).isCloseTo(page, offset(1.0));
        press(button, KeyCode.PAGE_UP);
        press(button, KeyCode.PAGE_UP);
        assertThat(pixelsDown()).isZero();
    }

    @Test
    void aTextThatScrollsKeepsTheKeyForItself() {
        press(text, KeyCode.PAGE_DOWN);
        assertThat(pixelsDown()).isZero();
        assertThat(runFx(text::getCaretPosition)).isPositive();
    }
}
