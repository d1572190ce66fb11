package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.TokenState;

/** Draws a line of the token flow, its chips used again for other lines. FX thread only. */
final class TokenLineCell extends ListCell<TokenLine> {
    private static final PseudoClass OPENS = PseudoClass.getPseudoClass("opens-message");

    private final TokenFlow flow;
    private final Label role = new Label();
    private final List<TokenChip> chips = new ArrayList<>();
    private final HBox box = new HBox(TokenFlow.GAP, role);

    TokenLineCell(TokenFlow flow) {
        this.flow = flow;
        getStyleClass().add("token-line");
        role.getStyleClass().add("token-role");
        box.getStyleClass().add("token-box");
        setPrefWidth(0);
    }

    /** Whether it shows a token now. */
    boolean shows(int token) {
        TokenLine line = getItem();
        return !isEmpty() && line != null && line.from() <= token && token < line.to();
    }

    @Override
    protected void updateItem(TokenLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            pseudoClassStateChanged(OPENS, false);
            return;
        }
        pseudoClassStateChanged(OPENS, line.opensMessage() && line.from() > 0);
        role.setText(line.opensMessage() ? margin(line) : "");
        int count = line.to() - line.from();
        while (chips.size() < count) {
            chips.add(newChip(chips.size()));
        }
        for (int i = 0; i < count; i++) {
            show(chips.get(i), line.from() + i);
        }
        if (box.getChildren().size() != count + 1) {
            box.getChildren().setAll(role);
            box.getChildren().addAll(chips.subList(0, count));
        }
        setGraphic(box);
    }

    private static String margin(TokenLine line) {
        return line.message() < 0 ? "template" : line.role();
    }

    private void show(TokenChip chip, int index) {
        var token = flow.token(index);
        chip.setToken(
                flow.name(index), new TokenChip.Kind(token.trained(), token.special(), false));
        chip.setSelected(flow.selectedProperty().get() == index);
        chip.pseudoClassStateChanged(TokenState.RELATED, flow.isRelated(index));
        chip.setAccessibleText(token.token() + (token.trained() ? ", trained" : ", not trained"));
    }

    private TokenChip newChip(int place) {
        TokenChip chip = new TokenChip();
        chip.setOnMouseEntered(e -> flow.hoveredProperty().set(getItem().from() + place));
        chip.setOnMouseExited(e -> flow.hoveredProperty().set(-1));
        chip.setOnMousePressed(
                e -> {
                    flow.selectedProperty().set(getItem().from() + place);
                    getListView().requestFocus();
                });
        return chip;
    }
}
