package org.sftworkbench.ui.train;

import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.VisibleText;
import org.sftworkbench.ui.common.words.Words;

/** One sample answer with its step and how it ended. FX thread only. */
final class AnswerCell extends ListCell<SampleAnswer> {
    private static final Pattern SAME_SIGNS = Pattern.compile("(.)\\1{3,}");
    private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");
    private static final PseudoClass BEFORE = PseudoClass.getPseudoClass("before");

    private static final double SCROLL_BAR = 24;

    private final Words words;
    private final Label step = new Label();
    private final Label text = new Label();
    private final Label ending = new Label();
    private final HBox line = new HBox(step, text, ending);

    AnswerCell(ListView<SampleAnswer> list, Words words) {
        this.words = words;
        getStyleClass().add("answer-cell");
        line.getStyleClass().add("answer-line");
        step.getStyleClass().add("answer-step");
        text.getStyleClass().add("answer-text");
        ending.getStyleClass().add("answer-ending");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        step.setMinWidth(Region.USE_PREF_SIZE);
        ending.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        // A cell no wider than the list lets the text wrap instead of scrolling sideways.
        prefWidthProperty().bind(list.widthProperty().subtract(SCROLL_BAR));
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = getPrefWidth() - snappedLeftInset() - snappedRightInset();
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : line.prefHeight(inner) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void updateItem(SampleAnswer item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        step.setText(
                item.step() == 0
                        ? words.say("before")
                        : words.say("step {0}", Numbers.count(item.step())));
        step.pseudoClassStateChanged(BEFORE, item.step() == 0);
        text.setText(item.text().isEmpty() ? words.say("(nothing)") : shown(item.text()));
        ending.setText(end(item));
        ending.pseudoClassStateChanged(STOPPED, item.stopped());
        setGraphic(line);
    }

    private String end(SampleAnswer item) {
        if (item.stopped()) {
            return item.namesItsEnd()
                    ? words.say("stopped with {0}", item.stoppedBy())
                    : words.say("stopped by itself");
        }
        return item.tokens() == 0
                ? words.say("cut off")
                : words.say("cut off after {0} tokens", Numbers.count(item.tokens()));
    }

    /** In a line; of an answer of nothing but space its signs, counted where there are many. */
    private static String shown(String answer) {
        return answer.isBlank()
                ? SAME_SIGNS
                        .matcher(VisibleText.of(answer))
                        .replaceAll(same -> same.group(1) + "×" + same.group().length())
                : answer.replace('\n', '⏎');
    }
}
