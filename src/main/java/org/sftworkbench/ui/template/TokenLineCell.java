package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.TokenState;
import org.sftworkbench.ui.common.words.Words;

/**
 * Draws a line of the token flow, its chips used again for other lines; chips that are not needed
 * are hidden and not taken out, as putting a node into the scene has all its styles worked out
 * anew. FX thread only.
 */
final class TokenLineCell extends ListCell<TokenLine> {
    private static final PseudoClass OPENS = PseudoClass.getPseudoClass("opens-message");
    private static final PseudoClass IN_SELECTION = PseudoClass.getPseudoClass("in-selection");
    static final PseudoClass PAINTED = PseudoClass.getPseudoClass("painted");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("differs");

    private final TokenFlow flow;
    private final TokenGestures gestures;
    private final Label role = new Label();
    private final List<TokenChip> chips = new ArrayList<>();
    private final HBox box = new HBox(TokenFlow.GAP, role);

    TokenLineCell(TokenFlow flow, TokenGestures gestures) {
        this.flow = flow;
        this.gestures = gestures;
        getStyleClass().add("token-line");
        role.getStyleClass().add("token-role");
        box.getStyleClass().add("token-box");
        setPrefWidth(0);
        setGraphic(box);
        box.setVisible(false);
    }

    /** Whether it shows a token now. */
    boolean shows(int token) {
        TokenLine line = getItem();
        return !isEmpty() && line != null && line.from() <= token && token < line.to();
    }

    /** Whether it lies within what can be seen of the list. */
    boolean isWithin(Node list) {
        Bounds mine = localToScene(getBoundsInLocal());
        Bounds seen = list.localToScene(list.getBoundsInLocal());
        return mine.getMinY() >= seen.getMinY() - 1 && mine.getMaxY() <= seen.getMaxY() + 1;
    }

    @Override
    protected void updateItem(TokenLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            box.setVisible(false);
            pseudoClassStateChanged(OPENS, false);
            return;
        }
        pseudoClassStateChanged(OPENS, line.opensMessage() && line.from() > 0);
        role.setText(
                line.opensMessage()
                        ? TokenWords.margin(flow.words(), flow.token(line.from()))
                        : "");
        int count = line.to() - line.from();
        while (chips.size() < count) {
            chips.add(newChip(chips.size()));
            box.getChildren().add(chips.get(chips.size() - 1));
        }
        TextRange selection = flow.selection();
        for (int i = 0; i < count; i++) {
            show(chips.get(i), line.from() + i, selection);
        }
        for (int i = 0; i < chips.size(); i++) {
            chips.get(i).setVisible(i < count);
            chips.get(i).setManaged(i < count);
        }
        box.setVisible(true);
    }

    private void show(TokenChip chip, int index, TextRange selection) {
        TokenView token = flow.token(index);
        Words words = flow.words();
        boolean stroked = gestures.isStroked(index);
        boolean trained = stroked ? gestures.strokeCounts() : token.trained();
        boolean painted = flow.isPainted(index) || stroked;
        chip.setToken(flow.name(index), new TokenChip.Kind(trained, token.special(), false));
        chip.setSelected(flow.selectedProperty().get() == index);
        chip.pseudoClassStateChanged(
                IN_SELECTION, selection.end() - selection.start() > 1 && selection.contains(index));
        chip.pseudoClassStateChanged(TokenState.RELATED, flow.isRelated(index));
        chip.pseudoClassStateChanged(PAINTED, painted);
        chip.pseudoClassStateChanged(FOUND, flow.isFound(index));
        chip.pseudoClassStateChanged(DIFFERS, flow.isDiffering(index));
        chip.setAccessibleText(
                token.token()
                        + ", "
                        + (trained ? words.say("trained") : words.say("not trained"))
                        + (painted ? ", " + words.say("painted by hand") : "")
                        + (flow.isDiffering(index) ? ", " + words.say("differs") : ""));
    }

    private TokenChip newChip(int place) {
        TokenChip chip = new TokenChip();
        chip.setOnMouseEntered(
                e -> {
                    flow.hoveredProperty().set(at(place));
                    chip.setTooltip(flow.facts());
                });
        chip.setOnMouseExited(e -> flow.hoveredProperty().set(-1));
        chip.setOnMousePressed(
                e -> {
                    gestures.pressed(at(place), e);
                    getListView().requestFocus();
                });
        chip.setOnDragDetected(e -> chip.startFullDrag());
        chip.setOnMouseDragEntered(e -> gestures.draggedTo(at(place)));
        chip.setOnMouseReleased(e -> gestures.released());
        return chip;
    }

    private int at(int place) {
        return getItem().from() + place;
    }
}
