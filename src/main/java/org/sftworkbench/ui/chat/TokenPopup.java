package org.sftworkbench.ui.chat;

import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/** How likely a token was, what else was likely, and the way to go on from that. FX thread only. */
final class TokenPopup {
    private static final TokenChip.Kind WORDS = new TokenChip.Kind(false, false, false);

    private final Words words;
    private final ObservableValue<Boolean> busy;
    private final Popup popup = new Popup();

    /**
     * @param busy whether one cannot go on from another token now, as something is under way
     */
    TokenPopup(Words words, ObservableValue<Boolean> busy) {
        this.words = words;
        this.busy = busy;
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
    }

    /**
     * @param where below which it appears
     * @param at index of the token in the answer
     * @param onContinue goes on from another token in its place; null where that cannot be
     */
    void show(Node where, Answer answer, int at, BiConsumer<Integer, Alternative> onContinue) {
        VBox card = card(answer, at, onContinue);
        popup.getContent().setAll(card);
        Bounds bounds = where.localToScreen(where.getBoundsInLocal());
        if (bounds != null) {
            card.getStylesheets().setAll(where.getScene().getStylesheets());
            card.getStylesheets().add(ChatPane.class.getResource("ChatPane.css").toExternalForm());
            popup.show(where, bounds.getMinX(), bounds.getMaxY() + 4);
            // The keys go to the popup while it is open: Tab from one to the next, Space takes it.
            Node first = card.lookup(".button");
            if (first != null) {
                first.requestFocus();
            }
        }
    }

    /** What the popup shows; for pictures too. */
    VBox card(Answer answer, int at, BiConsumer<Integer, Alternative> onContinue) {
        AnswerToken token = answer.tokens().get(at);
        VBox card = new VBox();
        card.getStyleClass().addAll("chat-pane", "token-card");
        if (token.isWrittenByHand()) {
            card.getChildren().add(hint(words.say("Put here by you, not chosen by the model.")));
            return card;
        }
        card.getChildren().add(heading(token, at));
        if (token.given()) {
            card.getChildren().add(hint(words.say("Put here by you, not chosen by the model.")));
        }
        if (token.alternatives().isEmpty()) {
            card.getChildren().add(hint(words.say("Its probability was not measured.")));
            return card;
        }
        GridPane table = new GridPane();
        table.getStyleClass().add("alternatives");
        int row = 0;
        for (Alternative other : token.alternatives()) {
            boolean own = other.id() == token.id();
            ProgressBar bar = new ProgressBar(other.probability());
            TokenChip chip = new TokenChip(other.name(), WORDS);
            chip.setSelected(own);
            table.addRow(row++, chip, bar, new Label(percent(other.probability())));
            if (own) {
                Label mark = hint(words.say("this one"));
                table.add(mark, 3, row - 1);
            } else if (onContinue != null) {
                table.add(go(at, other, onContinue), 3, row - 1);
            }
        }
        card.getChildren().add(table);
        if (onContinue != null) {
            Label wait = hint(words.say("One can continue when the answer being written is over."));
            wait.visibleProperty().bind(busy);
            wait.managedProperty().bind(wait.visibleProperty());
            card.getChildren().add(wait);
        }
        card.getChildren()
                .add(
                        hint(
                                words.say(
                                        "The model’s own probabilities, before penalty, temperature"
                                                + " and cuts.")));
        return card;
    }

    private HBox heading(AnswerToken token, int at) {
        TokenChip chip = new TokenChip(token.name(), WORDS);
        chip.setSelected(true);
        Label title =
                new Label(
                        Double.isNaN(token.probability())
                                ? words.say("Token {0}, id {1}", at + 1, token.id())
                                : words.say(
                                        "Token {0}, id {1}: probability {2}",
                                        at + 1, token.id(), percent(token.probability())));
        title.getStyleClass().add("section-title");
        HBox line = new HBox(chip, title);
        line.getStyleClass().add("token-heading");
        return line;
    }

    private Button go(int at, Alternative other, BiConsumer<Integer, Alternative> onContinue) {
        Button go = new Button(words.say("Continue from it"), new FontIcon("fas-code-branch"));
        go.getStyleClass().addAll("flat", "small");
        go.disableProperty().bind(busy);
        go.setOnAction(
                e -> {
                    popup.hide();
                    onContinue.accept(at, other);
                });
        return go;
    }

    private static Label hint(String text) {
        Label hint = new Label(text);
        hint.getStyleClass().add("hint");
        return hint;
    }

    static String percent(double probability) {
        double hundred = 100 * probability;
        return hundred != 0 && hundred < 0.01
                ? "< 0.01 %"
                : String.format(Locale.ROOT, hundred < 10 ? "%.2f %%" : "%.1f %%", hundred);
    }
}
