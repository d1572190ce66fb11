package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.sftworkbench.ui.common.VisibleText;

/** The likeliest next tokens, the one that really comes marked. FX thread only. */
public final class GuessBar extends HBox {
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");

    public GuessBar() {
        getStyleClass().add("guess-bar");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /**
     * @param title said before them
     * @param next the id that really comes; -1 for none
     */
    void show(String title, List<RowReading.Guess> guesses, int next) {
        getChildren().clear();
        setVisible(!guesses.isEmpty());
        Label said = new Label(title);
        said.getStyleClass().add("hint");
        getChildren().add(said);
        for (RowReading.Guess guess : guesses) {
            boolean right = guess.id() == next;
            Label label =
                    new Label(
                            String.format(
                                    Locale.ROOT,
                                    "%s%s  %.1f %%",
                                    right ? "✓ " : "",
                                    VisibleText.of(guess.text()),
                                    100 * guess.probability()));
            label.getStyleClass().add("guess");
            label.pseudoClassStateChanged(RIGHT, right);
            label.setMinWidth(36);
            getChildren().add(label);
        }
    }
}
