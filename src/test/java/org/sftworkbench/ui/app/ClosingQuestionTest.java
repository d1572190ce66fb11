package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.FxTest;
import org.sftworkbench.ui.common.words.Words;

/** A run is neither stopped nor given up by who presses a key without reading. */
class ClosingQuestionTest extends FxTest {
    private final ClosingQuestion question = new ClosingQuestion(Words.english());

    @Test
    void enterAndEscapeGoOnTraining() {
        assertHarmless(question::toStop, "Go on training");
    }

    @Test
    void enterAndEscapeWaitForARunThatIsBeingStopped() {
        assertHarmless(question::toEndNow, "Wait");
    }

    private static void assertHarmless(Supplier<Alert> asked, String harmless) {
        List<Button> buttons =
                runFx(
                        () -> {
                            Alert alert = asked.get();
                            return alert.getDialogPane().getButtonTypes().stream()
                                    .map(type -> alert.getDialogPane().lookupButton(type))
                                    .map(Button.class::cast)
                                    .toList();
                        });
        assertThat(buttons).hasSize(2);
        assertThat(buttons)
                .filteredOn(Button::isDefaultButton)
                .extracting(Button::getText)
                .containsExactly(harmless);
        assertThat(buttons)
                .filteredOn(Button::isCancelButton)
                .extracting(Button::getText)
                .containsExactly(harmless);
    }
}
