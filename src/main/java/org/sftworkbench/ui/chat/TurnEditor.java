package org.sftworkbench.ui.chat;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A message being changed; what is written is the message's draft at once. FX thread only. */
final class TurnEditor extends VBox {
    private static final int MOST_ROWS = 10;

    private final TextArea area;

    /**
     * @param turn being changed
     * @param accept what accepting the change is called, in English
     */
    TurnEditor(
            Turn turn, String accept, TurnActions actions, Words words, Consumer<String> onAccept) {
        getStyleClass().add("turn-editor");
        String text = turn.draftProperty().get();
        area = new TextArea(text);
        area.setWrapText(true);
        long lines = text.lines().mapToLong(line -> 1 + line.length() / 50).sum();
        area.setPrefRowCount((int) Math.max(2, Math.min(MOST_ROWS, lines + 1)));
        area.textProperty().addListener((o, was, is) -> actions.write(turn, is));
        TabTraversal.in(area);
        Button ok = new Button();
        ok.textProperty().bind(words.text(accept));
        ok.getStyleClass().addAll("accent", "small");
        ok.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                        () -> area.getText().isBlank(), area.textProperty())
                                .or(BooleanExpression.booleanExpression(actions.isBusy())));
        ok.setOnAction(e -> onAccept.accept(area.getText()));
        Button cancel = new Button();
        cancel.textProperty().bind(words.text("Cancel"));
        cancel.getStyleClass().add("small");
        cancel.setOnAction(e -> actions.leave(turn));
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        e.consume();
                        actions.leave(turn);
                    } else if (e.getCode() == KeyCode.ENTER) {
                        entered(turn, e, ok);
                    }
                });
        HBox buttons = new HBox(ok, cancel);
        buttons.getStyleClass().add("turn-editor-buttons");
        getChildren().addAll(area, buttons);
    }

    /** A question is sent as it is in the prompt box; an answer may have many lines. */
    private void entered(Turn turn, KeyEvent e, Button ok) {
        if (e.isShortcutDown() || (turn instanceof Question && !e.isShiftDown())) {
            e.consume();
            ok.fire();
        } else if (e.isShiftDown()) {
            e.consume();
            area.replaceSelection("\n");
        }
    }

    void begin() {
        area.requestFocus();
        area.end();
    }
}
