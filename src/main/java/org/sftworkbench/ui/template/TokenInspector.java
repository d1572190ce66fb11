package org.sftworkbench.ui.template;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/** Tells everything that is known about one token. FX thread only. */
public final class TokenInspector extends StackPane {
    private final Label empty =
            new Label(
                    Words.key(
                            "Point at a token to see who wrote it; click it to find that place."));
    private final GridPane grid = new GridPane();
    private final TokenChip chip = new TokenChip();
    private final Label id = new Label();
    private final Label place = new Label();
    private final Label label = new Label();
    private final Label role = new Label();
    private final Label writer = new Label();

    public TokenInspector() {
        getStyleClass().add("token-inspector");
        empty.getStyleClass().add("hint");
        empty.setWrapText(true);
        grid.getStyleClass().add("token-facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setHalignment(HPos.RIGHT);
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.SOMETIMES);
        grid.getColumnConstraints().addAll(names, values, names, values);
        fact(Words.key("Token"), chip, 0, 0);
        fact(Words.key("Id"), id, 2, 0);
        fact(Words.key("Position"), place, 0, 1);
        fact(Words.key("Turn"), role, 2, 1);
        fact(Words.key("Label"), label, 0, 2);
        GridPane.setColumnSpan(label, 3);
        fact(Words.key("Written by"), writer, 0, 3);
        GridPane.setColumnSpan(writer, 3);
        for (Label wide : List.of(label, writer)) {
            wide.setWrapText(true);
            wide.setMinHeight(USE_PREF_SIZE);
            // The grid may have given it more lines than it takes.
            wide.setAlignment(Pos.TOP_LEFT);
        }
        getChildren().addAll(empty, grid);
        show(Words.english(), null, "", 0, false);
    }

    /**
     * @param token the token; null for none
     * @param name what its chip says
     * @param position its place in the sequence, from 0
     * @param painted whether its mask was set by hand
     */
    public void show(Words words, TokenView token, String name, int position, boolean painted) {
        empty.setVisible(token == null);
        grid.setVisible(token != null);
        if (token == null) {
            return;
        }
        chip.setToken(name, new TokenChip.Kind(token.trained(), token.special(), false));
        id.setText(token.id() + "  " + token.token());
        place.setText(Integer.toString(position));
        chip.pseudoClassStateChanged(TokenLineCell.PAINTED, painted);
        label.setText(TokenWords.label(words, token, position, painted));
        role.setText(TokenWords.turn(words, token));
        writer.setText(TokenWords.writer(words, token));
    }

    private void fact(String name, Label value, int column, int row) {
        Label title = new Label(name);
        title.getStyleClass().add("hint");
        // On a baseline the grid gives a row the height of one line, also where its text takes two.
        VPos along = row == 0 ? VPos.BASELINE : VPos.TOP;
        GridPane.setValignment(title, along);
        GridPane.setValignment(value, along);
        grid.add(title, column, row);
        grid.add(value, column + 1, row);
    }
}
