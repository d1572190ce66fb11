package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** A run is not stopped by who presses a key without reading. */
class ClosingQuestionTest extends FxTest {
    @Test
    void enterAndEscapeGoOnTraining() {
        List<Button> buttons =
                runFx(
                        () -> {
                            Alert alert = new ClosingQuestion(Words.english()).alert();
                            return alert.getDialogPane().getButtonTypes().stream()
                                    .map(type -> alert.getDialogPane().lookupButton(type))
                                    .map(Button.class::cast)
                                    .toList();
                        });
        assertThat(buttons)
                .filteredOn(Button::isDefaultButton)
                .extracting(Button::getText)
                .containsExactly("Go on training");
        assertThat(buttons)
                .filteredOn(Button::isCancelButton)
                .extracting(Button::getText)
                .containsExactly("Go on training");
    }
}
