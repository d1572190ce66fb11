package org.sftworkbench.ui.learn;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.ui.common.words.Words;

/**
 * Who sees whom in two rows that share one sequence: a square for each pair of positions, those of
 * the own row filled, those that would leak from the row before hatched with a cross. FX thread
 * only.
 */
record AttentionPicture(Words words) implements TokenDrawing.Picture {
    private static final PseudoClass SEEN = PseudoClass.getPseudoClass("seen");
    private static final PseudoClass LEAK = PseudoClass.getPseudoClass("leak");

    @Override
    public List<Node> of(List<AnnotatedExample> examples) {
        List<Integer> rows = new ArrayList<>();
        for (int r = 0; r < examples.size(); r++) {
            for (int t = 0; t < examples.get(r).tokens().size(); t++) {
                rows.add(r);
            }
        }
        GridPane grid = new GridPane();
        grid.getStyleClass().add("attention-grid");
        int leaks = 0;
        for (int q = 0; q < rows.size(); q++) {
            for (int k = 0; k < rows.size(); k++) {
                boolean own = k <= q && rows.get(k).equals(rows.get(q));
                boolean leak = k <= q && !own;
                leaks += leak ? 1 : 0;
                grid.add(square(own, leak), k, q);
            }
        }
        Label caption =
                new Label(
                        words.say(
                                "Line: the token that looks. Column: the token looked at. Filled:"
                                        + " seen. ×: {0} pairs that a plain causal mask would let"
                                        + " through from the first row into the second.",
                                leaks));
        caption.getStyleClass().add("hint");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        grid.setAccessibleText(caption.getText());
        return List.of(grid, caption);
    }

    private static Label square(boolean seen, boolean leak) {
        Label square = new Label(leak ? "×" : "");
        square.getStyleClass().add("attention-square");
        square.pseudoClassStateChanged(SEEN, seen);
        square.pseudoClassStateChanged(LEAK, leak);
        return square;
    }
}
