package org.sftworkbench.ui.chat;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.sftworkbench.ui.common.words.Words;

/** A message being changed. FX thread only. */
final class TurnEditor extends VBox {
    private static final int MOST_ROWS = 10;

    private final TextArea area;

    /**
     * @param accept what accepting it is called
     */
    TurnEditor(
            String text, String accept, Words words, Consumer<String> onAccept, Runnable onCancel) {
        getStyleClass().add("turn-editor");
        area = new TextArea(text);
        area.setWrapText(true);
        long lines = text.lines().mapToLong(line -> 1 + line.length() / 50).sum();
        area.setPrefRowCount((int) Math.max(2, Math.min(MOST_ROWS, lines + 1)));
        TabTraversal.in(area);
        Button ok = new Button(accept);
        ok.getStyleClass().addAll("accent", "small");
        ok.disableProperty().bind(area.textProperty().isEmpty());
        ok.setOnAction(e -> onAccept.accept(area.getText()));
        Button cancel = new Button(words.say("Cancel"));
        cancel.getStyleClass().add("small");
        cancel.setOnAction(e -> onCancel.run());
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        e.consume();
                        onCancel.run();
                    } else if (e.getCode() == KeyCode.ENTER && e.isShortcutDown()) {
                        e.consume();
                        ok.fire();
                    }
                });
        HBox buttons = new HBox(ok, cancel);
        buttons.getStyleClass().add("turn-editor-buttons");
        getChildren().addAll(area, buttons);
    }

    void begin() {
        area.requestFocus();
        area.end();
    }
}
