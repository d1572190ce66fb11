package org.sftworkbench.ui.template;

import java.util.BitSet;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** Chooses what the tokens are compared with, and tells how the sides differ. FX thread only. */
public final class ComparisonBar extends VBox {
    private final ComboBox<TemplatePreset> template = new ComboBox<>();
    private final ComboBox<PolicyKind> policy = new ComboBox<>();
    private final Label counts = new Label();
    private final Label summary = new Label();
    private final Button previous = button("fas-chevron-up", Words.key("Previous difference"));
    private final Button next = button("fas-chevron-down", Words.key("Next difference"));
    private final ProblemBar problem = new ProblemBar();
    private Words words = Words.english();

    public ComparisonBar() {
        getStyleClass().add("comparison-bar");
        Label title = new Label(Words.key("Compared with"));
        title.getStyleClass().add("section-title");
        template.setAccessibleText(Words.key("Template compared with"));
        template.setPrefWidth(190);
        policy.setConverter(named(PolicyKind::title));
        policy.setAccessibleText(Words.key("Loss mask compared with"));
        policy.setPrefWidth(190);
        summary.getStyleClass().add("hint");
        HBox steps = new HBox(previous, next, summary);
        steps.getStyleClass().add("tool-group");
        HBox choices = new HBox(title, template, policy);
        choices.getStyleClass().add("tool-group");
        FlowPane line = new FlowPane(choices, counts, steps);
        line.getStyleClass().add("token-tools");
        getChildren().addAll(line, problem);
    }

    /**
     * Shows this comparison from now on.
     *
     * @param left the flow of the first side
     * @param right the flow of the second side
     */
    void bind(
            Words says,
            Comparison comparison,
            SourceDraft sources,
            TokenFlow left,
            TokenFlow right) {
        words = says;
        PresetCell.fill(template, words);
        words.languageProperty().addListener(o -> show(comparison.sidesProperty().get()));
        template.setItems(sources.presets());
        template.valueProperty().bindBidirectional(comparison.templateProperty());
        policy.setItems(comparison.policies());
        PolicyCell.fill(policy, words);
        policy.valueProperty().bindBidirectional(comparison.policyProperty());
        problem.problemProperty().bind(comparison.problemProperty());
        visibleProperty().bind(comparison.onProperty());
        managedProperty().bind(comparison.onProperty());
        comparison.sidesProperty().addListener((p, old, now) -> show(now));
        previous.setOnAction(e -> step(comparison, left, right, false));
        next.setOnAction(e -> step(comparison, left, right, true));
        show(comparison.sidesProperty().get());
    }

    private void show(Comparison.Sides sides) {
        boolean none =
                sides == null
                        || sides.differences().differsLeft().isEmpty()
                                && sides.differences().differsRight().isEmpty();
        previous.setDisable(none);
        next.setDisable(none);
        summary.setText(sides == null ? "" : sides.differences().summary(words));
        if (sides == null) {
            counts.setText("");
            return;
        }
        Counts figures = Counts.of(sides.right().example());
        counts.setText(
                words.say(
                        "{0} tokens, {1} trained ({2})",
                        Numbers.count(figures.tokens()),
                        Numbers.count(figures.trained()),
                        figures.share()));
    }

    /** Goes to the beginning of the difference before or after the picked token. */
    private static void step(
            Comparison comparison, TokenFlow left, TokenFlow right, boolean forward) {
        Comparison.Sides sides = comparison.sidesProperty().get();
        if (sides != null) {
            go(left, sides.differences().differsLeft(), forward);
            go(right, sides.differences().differsRight(), forward);
        }
    }

    private static void go(TokenFlow flow, BitSet differing, boolean forward) {
        if (differing.isEmpty()) {
            return;
        }
        int at = flow.selection().start();
        boolean picked = flow.selectedProperty().get() >= 0;
        int start;
        if (forward) {
            int end = picked ? differing.nextClearBit(at) : 0;
            start = differing.nextSetBit(end);
            start = start < 0 ? differing.nextSetBit(0) : start;
        } else {
            int last = picked && at > 0 ? differing.previousSetBit(at - 1) : -1;
            last = last < 0 ? differing.length() - 1 : last;
            start = differing.previousClearBit(last) + 1;
        }
        flow.select(new TextRange(start, differing.nextClearBit(start)));
    }

    private static Button button(String icon, String says) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small", "button-icon");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
        return button;
    }

    private static <T> StringConverter<T> named(Function<T, String> name) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : name.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        };
    }
}
