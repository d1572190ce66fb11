package org.sftworkbench.ui.chat;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.TokenChip;

/** An answer as a bubble that grows, and below it how it ended. FX thread only. */
final class AnswerView extends VBox {
    private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");
    private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final TokenChip.Kind SPECIAL = new TokenChip.Kind(false, true, false);

    private final Exchange exchange;
    private final Answer answer;
    private final TextFlow text = new TextFlow();
    private final Label ending = new Label();
    private final FontIcon endingIcon = new FontIcon();
    private final Label figures = new Label();
    private final Button copy = new Button(null, new FontIcon("far-copy"));
    private boolean specialShown;

    AnswerView(Exchange exchange) {
        this.exchange = exchange;
        answer = exchange.answer();
        getStyleClass().add("answer");
        text.getStyleClass().addAll("bubble", "answer-bubble");
        HBox line = new HBox(text);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ending.getStyleClass().add("ending-chip");
        ending.setGraphic(endingIcon);
        ending.setMinWidth(0);
        figures.getStyleClass().add("hint");
        figures.setMinWidth(USE_PREF_SIZE);
        copy.getStyleClass().addAll("flat", "small", "button-icon", "copy");
        copy.setTooltip(new Tooltip("Copy this answer"));
        copy.setAccessibleText("Copy this answer");
        copy.setOnAction(e -> copy());
        HBox meta = new HBox(ending, figures, space, copy);
        meta.getStyleClass().add("answer-meta");
        getChildren().addAll(line, meta);
        answer.pieces().addListener((ListChangeListener<Piece>) change -> showText());
        answer.tokensProperty().addListener((o, was, is) -> showFigures());
        answer.endingProperty().addListener((o, was, is) -> showEnding());
        showEnding();
    }

    void setSpecialShown(boolean shown) {
        specialShown = shown;
        showText();
    }

    private void showText() {
        text.getChildren().clear();
        boolean plain = exchange.kind() == PromptKind.PLAIN;
        if (plain) {
            text.getChildren().add(words(exchange.prompt(), "prompt-words"));
        }
        for (Piece piece : answer.pieces()) {
            if (piece instanceof Piece.Words words) {
                boolean first = text.getChildren().isEmpty();
                String shown = first ? words.text().stripLeading() : words.text();
                text.getChildren().add(words(shown, "answer-words"));
            } else if (piece instanceof Piece.Special special && specialShown) {
                text.getChildren().add(new TokenChip(special.token(), SPECIAL));
            }
        }
        if (text.getChildren().size() == (plain ? 1 : 0)) {
            boolean over = answer.endingProperty().get() != null;
            String sign = over ? "(nothing)" : "…";
            text.getChildren().add(words(plain ? " " + sign : sign, "no-words"));
        }
        text.setAccessibleText(answer.text());
    }

    private static Text words(String words, String styleClass) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        return text;
    }

    private void showEnding() {
        Ending how = answer.endingProperty().get();
        boolean cut = how instanceof Ending.Cut;
        boolean failed = how instanceof Ending.Failed;
        ending.pseudoClassStateChanged(WAITING, how == null);
        ending.pseudoClassStateChanged(STOPPED, how != null && how.byItself());
        ending.pseudoClassStateChanged(CUT, cut);
        ending.pseudoClassStateChanged(FAILED, failed);
        endingIcon.setIconLiteral(icon(how));
        copy.setVisible(how != null && answer.tokensProperty().get() > 0);
        showFigures();
        showText();
    }

    private static String icon(Ending how) {
        if (how == null) {
            return "fas-ellipsis-h";
        } else if (how instanceof Ending.Stopped) {
            return "fas-check-circle";
        } else if (how instanceof Ending.Cut) {
            return "fas-cut";
        } else if (how instanceof Ending.ByUser) {
            return "fas-hand-paper";
        }
        return "fas-exclamation-circle";
    }

    private void showFigures() {
        Ending how = answer.endingProperty().get();
        int tokens = answer.tokensProperty().get();
        ending.setText(how != null ? how.words() : tokens == 0 ? "waiting" : "writing");
        double speed = answer.tokensPerSecondProperty().get();
        String rate = Double.isNaN(speed) ? "" : Numbers.count(Math.round(speed)) + " tokens/s";
        boolean told = how instanceof Ending.Cut cut && cut.tokens() == tokens;
        figures.setText(
                tokens == 0
                        ? ""
                        : told ? rate : Numbers.count(tokens, "token", "tokens") + separated(rate));
    }

    private static String separated(String rate) {
        return rate.isEmpty() ? "" : " · " + rate;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(answer.text());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
