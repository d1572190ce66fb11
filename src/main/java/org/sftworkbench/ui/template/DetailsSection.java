package org.sftworkbench.ui.template;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;
import org.sftworkbench.ui.common.words.Words;

/**
 * Below the tokens: what the checks say, or what is known of the token picked, as the user turns
 * to; the counts of the checks are always in sight. FX thread only.
 */
public final class DetailsSection extends VBox {
    /** Room for all that is known of a token, in pixels. */
    private static final double LEAST_HEIGHT = 112;

    /** Border of the list, in pixels. */
    private static final double FRAME = 4;

    private static final double SHARE = 0.23;

    /** Of what is there, for a finding that takes so many lines. */
    private static final double LARGEST_SHARE = 0.45;

    /**
     * In less height than this, in pixels, mere notes and painting leave the room to the tokens.
     */
    private static final double LOW = 620;

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final FontIcon icon = new FontIcon("fas-check-circle");
    private final ToggleButton checks = new ToggleButton(Words.key("Checks"), icon);
    private final ToggleButton token = new ToggleButton(Words.key("Token"));
    private final ChecksList list = new ChecksList();
    private final TokenInspector inspector = new TokenInspector();
    private final BooleanProperty open = new SimpleBooleanProperty(this, "open", true);
    private final StackPane body;
    private Words words = Words.english();
    private double available;
    private boolean folded;
    private boolean painting;

    public DetailsSection() {
        getStyleClass().add("details-section");
        ToggleGroup group = new ToggleGroup();
        checks.setToggleGroup(group);
        token.setToggleGroup(group);
        checks.getStyleClass().addAll("small", "left-pill", "checks-toggle");
        token.getStyleClass().addAll("small", "right-pill", "token-toggle");
        checks.setOnAction(e -> open(checks));
        token.setOnAction(e -> open(token));
        list.visibleProperty().bind(checks.selectedProperty());
        inspector.visibleProperty().bind(token.selectedProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        FontIcon chevron = new FontIcon("fas-chevron-down");
        Button more = new Button("", chevron);
        HBox head = new HBox(checks, token, space, more);
        body = new StackPane(list, inspector);
        more.getStyleClass().addAll("flat", "small", "button-icon", "details-toggle");
        more.setAccessibleText(Words.key("Show checks and token"));
        more.setTooltip(new Tooltip(Words.key("Show or hide checks and token")));
        more.setOnAction(e -> setOpen(!isOpen()));
        open.addListener(
                (p, old, now) ->
                        chevron.setIconLiteral(now ? "fas-chevron-down" : "fas-chevron-up"));
        body.visibleProperty().bind(open);
        body.managedProperty().bind(open);
        list.tallestProperty().addListener((p, old, now) -> Platform.runLater(this::resize));
        getChildren().addAll(head, body);
        checks.setSelected(true);
    }

    /**
     * Takes a share of what is there.
     *
     * @param height of all the tokens' side, in pixels
     */
    void setAvailable(double height) {
        available = height;
        resize();
        fold();
    }

    /** Folds or opens by itself only where that becomes another; what the user does stays. */
    private void fold() {
        CheckResult shown = list.shown();
        boolean onlyNotes =
                shown != null
                        && shown.findings().stream()
                                .allMatch(finding -> finding.severity() == Severity.NOTE);
        boolean wanted = isLow() && (painting || onlyNotes);
        if (wanted != folded) {
            folded = wanted;
            setOpen(!wanted || token.isSelected() && !painting);
        }
    }

    private boolean isLow() {
        return available > 0 && available < LOW;
    }

    /** Whoever paints turns one token after the other, and needs to see them. */
    void setPainting(boolean on) {
        if (on == painting) {
            return;
        }
        painting = on;
        fold();
        if (painting && folded) {
            setOpen(false);
        }
    }

    private void resize() {
        double wanted = Math.max(SHARE * available, list.tallestProperty().get() + FRAME);
        double height = Math.max(LEAST_HEIGHT, Math.min(LARGEST_SHARE * available, wanted));
        body.setMinHeight(height);
        body.setPrefHeight(height);
    }

    /** Shows or hides all but the head. */
    void setOpen(boolean shown) {
        open.set(shown);
    }

    boolean isOpen() {
        return open.get();
    }

    private void open(ToggleButton turnedTo) {
        turnedTo.setSelected(true);
        setOpen(true);
    }

    /** Shows the answers of these checks. */
    void setChecks(Words says, RowChecks answering) {
        words = says;
        list.setWords(words);
        words.languageProperty().addListener(o -> show(answering.resultProperty().get()));
        answering.resultProperty().addListener((p, old, now) -> show(now));
        answering
                .runningProperty()
                .addListener((p, old, now) -> pseudoClassStateChanged(RUNNING, now));
        list.setNone(words.say("Nothing is checked yet."));
        show(answering.resultProperty().get());
    }

    /** Hears of the finding whose place the user wants to see. */
    void setOnFinding(Consumer<Finding> listener) {
        list.setOnFinding(listener);
    }

    /** Says why there is nothing to check. */
    void setUnchecked(String why) {
        list.setNone(why);
    }

    /** Turns to the token. */
    void showToken() {
        token.setSelected(true);
        if (folded && !painting) {
            setOpen(true);
        }
    }

    /** Whether the token can be read of there. */
    boolean isTokenShown() {
        return isOpen() && token.isSelected();
    }

    TokenInspector inspector() {
        return inspector;
    }

    private void show(CheckResult result) {
        list.show(result);
        checks.setText(
                result == null
                        ? words.say("Checks")
                        : words.say("Checks: {0}", result.summary(words)));
        Severity worst = result == null ? null : result.worst().orElse(null);
        icon.setIconLiteral(worst == null ? "fas-check-circle" : ChecksList.icon(worst));
        checks.setGraphic(result == null ? null : icon);
        for (Severity each : Severity.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(each.displayed()), each == worst);
        }
        checks.setAccessibleText(checks.getText());
        fold();
    }
}
