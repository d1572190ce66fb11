package org.sftworkbench.ui.template;

import java.util.List;
import java.util.function.IntPredicate;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.TokenState;

/**
 * Tokens as chips that flow in lines, with the role of each message in the margin. Only the lines
 * in sight have nodes, so that thousands of tokens stay smooth. FX thread only.
 */
public final class TokenFlow extends StackPane {
    /** Width of the margin with the roles, in pixels; {@code TemplatePane.css} gives it too. */
    static final double MARGIN = 74;

    /** Between two chips, in pixels. */
    static final double GAP = 3;

    private static final double SCROLL_BAR = 20;

    private final ObservableList<TokenLine> lines = FXCollections.observableArrayList();
    private final ListView<TokenLine> list = new ListView<>(lines);
    private final ChipMeasure measure = new ChipMeasure();
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", -1);
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", -1);
    private List<TokenView> tokens = List.of();
    private List<String> names = List.of();
    private IntPredicate related = i -> false;

    public TokenFlow() {
        getStyleClass().add("token-flow");
        list.getStyleClass().add("token-lines");
        list.setCellFactory(view -> new TokenLineCell(this));
        list.setFixedCellSize(27);
        list.setSelectionModel(null);
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        getChildren().addAll(measure, list);
        widthProperty().addListener(o -> breakLines());
        sceneProperty().addListener(o -> breakLines());
        selected.addListener(o -> list.refresh());
    }

    /** Shows other tokens; the place scrolled to stays. */
    public void setTokens(List<TokenView> shown) {
        tokens = List.copyOf(shown);
        names = TokenNames.of(tokens);
        if (selected.get() >= tokens.size()) {
            selected.set(-1);
        }
        breakLines();
    }

    /** Draws the tokens as those of an earlier state. */
    public void setStale(boolean stale) {
        pseudoClassStateChanged(TokenState.STALE, stale);
    }

    /** Marks the tokens that belong to what the user picked elsewhere. */
    public void setRelated(IntPredicate belongs) {
        related = belongs;
        list.refresh();
    }

    /** Index of the token picked by click or arrow keys, or -1. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /** Index of the token under the mouse, or -1. */
    public IntegerProperty hoveredProperty() {
        return hovered;
    }

    /** Scrolls so that a token can be seen. */
    public void reveal(int token) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).from() <= token && token < lines.get(i).to()) {
                list.scrollTo(Math.max(0, i - 2));
                return;
            }
        }
    }

    /** The lines as broken for the present width. */
    List<TokenLine> lines() {
        return lines;
    }

    TokenView token(int index) {
        return tokens.get(index);
    }

    String name(int index) {
        return names.get(index);
    }

    boolean isRelated(int index) {
        return related.test(index);
    }

    private void breakLines() {
        if (getScene() == null || getWidth() <= 0) {
            return;
        }
        double available = getWidth() - snappedLeftInset() - snappedRightInset();
        lines.setAll(
                TokenLines.of(
                        tokens,
                        i -> measure.width(names.get(i), tokens.get(i).special()),
                        GAP,
                        available - MARGIN - SCROLL_BAR));
    }

    private void keyPressed(KeyEvent event) {
        int now = selected.get();
        int next =
                switch (event.getCode()) {
                    case LEFT -> now - 1;
                    case RIGHT -> now + 1;
                    default -> -1;
                };
        if (next >= 0 && next < tokens.size()) {
            selected.set(next);
            revealIfHidden(next);
            event.consume();
        }
    }

    private void revealIfHidden(int token) {
        boolean seen =
                list.lookupAll(".token-line").stream()
                        .filter(TokenLineCell.class::isInstance)
                        .map(TokenLineCell.class::cast)
                        .anyMatch(cell -> cell.shows(token));
        if (!seen) {
            reveal(token);
        }
    }
}
