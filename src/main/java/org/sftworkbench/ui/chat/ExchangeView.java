package org.sftworkbench.ui.chat;

import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A question and its answer. FX thread only. */
final class ExchangeView extends VBox {
    private final AnswerView answer;

    /**
     * @param number of the row in a batch, from 1; 0 in a chat
     * @param before the exchange above, or null
     */
    ExchangeView(Exchange exchange, int number, Exchange before) {
        getStyleClass().add("exchange");
        answer = new AnswerView(exchange);
        if (before != null && !before.model().equals(exchange.model())) {
            getChildren().add(divider(exchange.model()));
        }
        if (exchange.kind() == PromptKind.TEMPLATE || number > 0) {
            getChildren().add(question(exchange, number));
        }
        getChildren().add(answer);
    }

    void setSpecialShown(boolean shown) {
        answer.setSpecialShown(shown);
    }

    private static HBox question(Exchange exchange, int number) {
        HBox line = new HBox();
        line.getStyleClass().add("question");
        if (number > 0) {
            line.getStyleClass().add("numbered");
            Label row = new Label("Row " + number);
            row.getStyleClass().add("hint");
            row.setMinWidth(USE_PREF_SIZE);
            line.getChildren().add(row);
        }
        Text words = new Text(exchange.prompt());
        words.getStyleClass().add("question-words");
        TextFlow bubble = new TextFlow(words);
        bubble.getStyleClass().addAll("bubble", "question-bubble");
        bubble.setAccessibleText("You: " + exchange.prompt());
        line.getChildren().add(bubble);
        return line;
    }

    private static Label divider(Path model) {
        Label label = new Label("From here on: " + ModelName.of(model) + ", which begins anew");
        label.getStyleClass().addAll("hint", "divider");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
