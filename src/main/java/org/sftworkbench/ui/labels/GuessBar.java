package org.sftworkbench.ui.labels;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.sftworkbench.job.Percent;
import org.sftworkbench.ui.common.VisibleText;

/** The likeliest next tokens, the one that really comes marked. FX thread only. */
public final class GuessBar extends HBox {
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");

    private static final double LEAST = 24;

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
        said.setMinWidth(USE_PREF_SIZE);
        getChildren().add(said);
        for (RowReading.Guess guess : guesses) {
            getChildren().add(drawn(guess, guess.id() == next));
        }
    }

    /** Where there is little room the token is cut, never the number. */
    private static HBox drawn(RowReading.Guess guess, boolean right) {
        Label token = new Label((right ? "✓ " : "") + VisibleText.of(guess.text()));
        token.setMinWidth(LEAST);
        Label share = new Label(Percent.text(guess.probability()));
        share.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(token, share);
        box.getStyleClass().add("guess");
        box.pseudoClassStateChanged(RIGHT, right);
        return box;
    }
}
