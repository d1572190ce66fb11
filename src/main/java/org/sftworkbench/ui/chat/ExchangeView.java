package org.sftworkbench.ui.chat;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.sftworkbench.ui.common.words.Words;

/** A prompt of a batch and its answer. FX thread only. */
final class ExchangeView extends VBox {
    private final AnswerView answer;

    /**
     * @param number of the row in the batch, from 1
     * @param waitsFor what the engine does before it can answer; empty for nothing
     */
    ExchangeView(Exchange exchange, int number, ObservableStringValue waitsFor, Words words) {
        getStyleClass().add("exchange");
        TokenPopup popup = new TokenPopup(words, new SimpleBooleanProperty());
        answer =
                new AnswerView(
                        exchange.answer(),
                        exchange.kind() == PromptKind.PLAIN ? exchange.prompt() : "",
                        false,
                        words,
                        (where, at) -> popup.show(where, exchange.answer(), at, null));
        answer.waitFor(waitsFor);
        answer.addTool(Tools.copy(words, answer::copied));
        getChildren().addAll(question(exchange, number, words), answer);
    }

    void setSpecialShown(boolean shown) {
        answer.setSpecialShown(shown);
    }

    private static Node question(Exchange exchange, int number, Words words) {
        Label row = new Label();
        row.textProperty().bind(words.text("Row {0}", number));
        row.getStyleClass().add("hint");
        row.setMinWidth(USE_PREF_SIZE);
        Text asked = new Text(exchange.prompt());
        asked.getStyleClass().add("question-words");
        TextFlow bubble = new TextFlow(asked);
        bubble.getStyleClass().addAll("bubble", "question-bubble");
        HBox line = new HBox(row, bubble);
        line.getStyleClass().addAll("question", "numbered");
        return line;
    }
}
