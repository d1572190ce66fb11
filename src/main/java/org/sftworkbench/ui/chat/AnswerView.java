package org.sftworkbench.ui.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.TokenChip;
import org.sftworkbench.ui.common.words.Words;

/**
 * An answer as a bubble that grows token by token, what it thinks folded away, and below it how it
 * ended. FX thread only.
 */
final class AnswerView extends VBox {
    private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");
    private static final PseudoClass CUT = PseudoClass.getPseudoClass("cut");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass GIVEN = PseudoClass.getPseudoClass("given");

    /** Style of a sign that stands where nothing was said. */
    private static final String NO_WORDS = "no-words";

    private static final TokenChip.Kind SPECIAL = new TokenChip.Kind(false, true, false);

    private final Answer answer;
    private final String continued;
    private final boolean thinks;
    private final Words words;
    private final TokenWalk walk;
    private final TextFlow text = new TextFlow();
    private final TextFlow thoughts = new TextFlow();
    private final ToggleButton fold = new ToggleButton();
    private final VBox bubble = new VBox();
    private final Label ending = new Label();
    private final FontIcon endingIcon = new FontIcon();
    private final Label figures = new Label();
    private final FlowPane meta = new FlowPane(ending, figures);
    // Held here alone, as an answer, and the language all the more, outlives the views of it.
    private final ListChangeListener<AnswerToken> toldOfTokens = this::grow;
    private final ChangeListener<Object> toldOfEnding = (o, was, is) -> showEnding();
    private final ChangeListener<Object> toldOfFigures = (o, was, is) -> showFigures();
    private final WeakChangeListener<Object> weaklyOfFigures =
            new WeakChangeListener<>(toldOfFigures);
    private ObservableValue<String> awaited = new SimpleStringProperty("");
    private boolean specialShown;
    private boolean unfolded;
    private int drawn;
    private int characters;
    private int thoughtTokens;
    private Thinking thinking = Thinking.in("", false);

    /**
     * @param continued the text that is continued, shown before the answer; empty for none
     * @param thinks whether the prompt has opened a thought
     * @param onToken told which token is clicked, and where it is
     */
    AnswerView(
            Answer answer,
            String continued,
            boolean thinks,
            Words words,
            BiConsumer<Node, Integer> onToken) {
        this.thinks = thinks;
        this.answer = answer;
        this.continued = continued;
        this.words = words;
        walk = new TokenWalk(bubble, answer, words, onToken);
        getStyleClass().add("answer");
        bubble.getStyleClass().addAll("bubble", "answer-bubble");
        thoughts.getStyleClass().add("thoughts");
        fold.getStyleClass().addAll("flat", "small", "fold");
        FontIcon caret = new FontIcon("fas-caret-right");
        fold.setGraphic(caret);
        fold.selectedProperty()
                .addListener(
                        (o, was, is) ->
                                caret.setIconLiteral(is ? "fas-caret-down" : "fas-caret-right"));
        thoughts.visibleProperty().bind(fold.selectedProperty().and(fold.visibleProperty()));
        thoughts.managedProperty().bind(thoughts.visibleProperty());
        fold.managedProperty().bind(fold.visibleProperty());
        fold.setVisible(false);
        bubble.getChildren().addAll(fold, thoughts, text);
        ending.getStyleClass().add("ending-chip");
        ending.setGraphic(endingIcon);
        figures.getStyleClass().add("hint");
        meta.getStyleClass().add("answer-meta");
        // Its words must not make the answer wider than its column.
        meta.setMinWidth(0);
        ending.maxWidthProperty().bind(widthProperty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(ending.textProperty());
        ending.setTooltip(whole);
        getChildren().addAll(new HBox(bubble), meta);
        answer.tokens().addListener(new WeakListChangeListener<>(toldOfTokens));
        answer.writtenProperty().addListener(weaklyOfFigures);
        answer.endingProperty().addListener(new WeakChangeListener<>(toldOfEnding));
        words.languageProperty().addListener(new WeakChangeListener<>(toldOfEnding));
        showEnding();
        rebuild();
    }

    /** Tells what is waited for before the first word; empty for nothing but the model. */
    void waitFor(ObservableValue<String> other) {
        if (answer.endingProperty().get() != null) {
            return;
        }
        awaited = other;
        other.addListener(weaklyOfFigures);
        showFigures();
    }

    /** Adds something that can be done with the answer. */
    void addTool(Node tool) {
        meta.getChildren().add(tool);
    }

    /** What one takes away of it: all words, with the thoughts but for an empty block of them. */
    String copied() {
        String said = answer.text();
        return Thinking.in(said, thinks).withoutEmpty(said);
    }

    void setSpecialShown(boolean shown) {
        specialShown = shown;
        rebuild();
    }

    /** Words that come at the end are added; anything else draws all anew. */
    private void grow(ListChangeListener.Change<? extends AnswerToken> change) {
        boolean atEnd = true;
        while (change.next()) {
            atEnd &= change.getFrom() >= drawn;
        }
        Thinking before = thinking;
        thinking = Thinking.in(answer.text(), thinks);
        boolean asBefore =
                before.isThere() == thinking.isThere() && before.closed() == thinking.closed();
        if (atEnd && asBefore) {
            draw();
        } else {
            rebuild();
        }
    }

    private void rebuild() {
        text.getChildren().clear();
        thoughts.getChildren().clear();
        walk.clear();
        drawn = 0;
        characters = 0;
        thoughtTokens = 0;
        thinking = Thinking.in(answer.text(), thinks);
        if (!continued.isEmpty()) {
            text.getChildren().add(plain(continued, "prompt-words"));
        }
        draw();
    }

    private void draw() {
        text.getChildren().removeIf(node -> node.getStyleClass().contains(NO_WORDS));
        thoughts.getChildren().removeIf(node -> node.getStyleClass().contains(NO_WORDS));
        // The last token may still grow, as part of a character or before a stop string.
        while (drawn < answer.tokens().size() && isComplete(drawn)) {
            add(drawn, answer.tokens().get(drawn));
            drawn++;
        }
        List<Node> said = text.getChildren().stream().skip(continued.isEmpty() ? 0 : 1).toList();
        boolean wordless = said.stream().allMatch(AnswerView::isBlank);
        Ending how = answer.endingProperty().get();
        boolean over = how != null && !(how instanceof Ending.Interrupted);
        if (wordless && (over || !thinking.isThere())) {
            String sign =
                    !over
                            ? "…"
                            : said.isEmpty()
                                    ? words.say("(nothing)")
                                    : words.say("(white space alone)");
            text.getChildren().add(plain(continued.isEmpty() ? sign : " " + sign, NO_WORDS));
        }
        fold.setVisible(thinking.isThere());
        showFold();
        unfoldUnclosed();
        walk.tell();
    }

    private static boolean isBlank(Node node) {
        return node instanceof Text said && said.getText().isBlank();
    }

    private boolean isComplete(int at) {
        return !answer.tokens().get(at).text().isEmpty()
                || at + 1 < answer.tokens().size()
                || answer.endingProperty().get() != null;
    }

    private void add(int at, AnswerToken token) {
        if (token.special()) {
            if (specialShown) {
                TokenChip chip = new TokenChip(token.text(), SPECIAL);
                chip.setOnMouseClicked(e -> walk.open(chip, at));
                text.getChildren().add(chip);
                walk.add(chip, at);
            }
            return;
        }
        int start = characters;
        characters += token.text().length();
        boolean drawnBefore = false;
        for (int from = start; from < characters; ) {
            int to = Math.min(characters, thinking.partEnd(from));
            if (specialShown || !thinking.isTag(from)) {
                Text said = add(token, at, token.text().substring(from - start, to - start), from);
                if (!drawnBefore) {
                    walk.add(said, at);
                    drawnBefore = true;
                }
            }
            from = to;
        }
    }

    /** One part of a token, as what a user has written may hold thoughts and words. */
    private Text add(AnswerToken token, int at, String part, int from) {
        TextFlow target = thinking.holds(from) ? thoughts : text;
        if (target == thoughts && !thinking.isTag(from)) {
            thoughtTokens++;
        }
        // White space at the start may be several tokens.
        boolean first =
                target.getChildren().stream()
                        .allMatch(node -> node instanceof Text other && other.getText().isEmpty());
        Text said = plain(first ? part.stripLeading() : part, "answer-words");
        said.pseudoClassStateChanged(GIVEN, token.given());
        said.setOnMouseClicked(
                e -> {
                    if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                        walk.open(said, at);
                    }
                });
        target.getChildren().add(said);
        return said;
    }

    private void showFold() {
        if (!thinking.isThere()) {
            return;
        }
        boolean going = !thinking.closed() && answer.endingProperty().get() == null;
        boolean blank = thinking.thought(answer.text()).isBlank();
        String count = TokenCount.of(thoughtTokens, words);
        if (going) {
            fold.setText(words.say("Thinking … {0}", count));
        } else if (blank) {
            fold.setText(words.say("Empty reasoning block"));
            if (!specialShown) {
                thoughts.getChildren().add(plain(words.say("(nothing)"), NO_WORDS));
            }
        } else if (answer.endingProperty().get() instanceof Ending.Edited) {
            fold.setText(words.say("Reasoning block"));
        } else if (thinking.closed()) {
            fold.setText(words.say("Thought for {0}", count));
        } else {
            fold.setText(words.say("Thought for {0}, never closed", count));
        }
    }

    /** What a model says within a thought that it never closes is all that it says. */
    private void unfoldUnclosed() {
        Ending how = answer.endingProperty().get();
        boolean over = how != null && how.byItself();
        boolean unclosed = thinking.isThere() && !thinking.closed();
        if (!unfolded && over && unclosed && !thinking.thought(answer.text()).isBlank()) {
            unfolded = true;
            fold.setSelected(true);
        }
    }

    private static Text plain(String words, String styleClass) {
        Text text = new Text(words);
        text.getStyleClass().add(styleClass);
        return text;
    }

    private void showEnding() {
        Ending how = answer.endingProperty().get();
        if (how != null) {
            awaited.removeListener(weaklyOfFigures);
        }
        ending.pseudoClassStateChanged(WAITING, how == null);
        ending.pseudoClassStateChanged(
                STOPPED, how != null && (how.byItself() || how instanceof Ending.AtText));
        ending.pseudoClassStateChanged(
                CUT, how instanceof Ending.Cut || how instanceof Ending.Interrupted);
        ending.pseudoClassStateChanged(FAILED, how instanceof Ending.Failed);
        endingIcon.setIconLiteral(icon(how));
        showFigures();
        draw();
    }

    private static String icon(Ending how) {
        if (how == null) {
            return "fas-ellipsis-h";
        } else if (how instanceof Ending.Stopped || how instanceof Ending.AtText) {
            return "fas-check-circle";
        } else if (how instanceof Ending.Cut) {
            return "fas-cut";
        } else if (how instanceof Ending.ByUser) {
            return "fas-hand-paper";
        } else if (how instanceof Ending.Interrupted) {
            return "fas-plug";
        } else if (how instanceof Ending.Edited) {
            return "fas-pen";
        }
        return "fas-exclamation-circle";
    }

    private void showFigures() {
        Ending how = answer.endingProperty().get();
        int tokens = answer.writtenProperty().get();
        ending.setText(
                how != null ? how.said(words) : tokens == 0 ? waiting() : words.say("writing"));
        double speed = answer.tokensPerSecondProperty().get();
        String rate = Double.isNaN(speed) ? "" : words.say("{0} tokens/s", rate(speed));
        boolean told =
                how instanceof Ending.Edited
                        || how instanceof Ending.Cut cut && cut.tokens() == answer.tokens().size();
        String count = tokens == 0 || told ? "" : TokenCount.of(tokens, words);
        figures.setText(count.isEmpty() || rate.isEmpty() ? count + rate : count + " · " + rate);
        figures.setVisible(!figures.getText().isEmpty());
        figures.setManaged(figures.isVisible());
    }

    private String waiting() {
        return awaited.getValue().isEmpty() ? words.say("waiting") : awaited.getValue();
    }

    private static String rate(double speed) {
        return speed < 10
                ? String.format(Locale.ROOT, "%.1f", speed)
                : Numbers.count(Math.round(speed));
    }
}
