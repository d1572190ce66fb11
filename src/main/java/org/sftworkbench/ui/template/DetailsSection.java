package org.sftworkbench.ui.template;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;

/**
 * Below the tokens: what the checks say, or what is known of the token picked, as the user turns
 * to; the counts of the checks are always in sight. FX thread only.
 */
public final class DetailsSection extends VBox {
    /** Room for all that is known of a token, in pixels. */
    private static final double LEAST_HEIGHT = 112;

    private static final double SHARE = 0.23;
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    private final FontIcon icon = new FontIcon("fas-check-circle");
    private final ToggleButton checks = new ToggleButton("Checks", icon);
    private final ToggleButton token = new ToggleButton("Token");
    private final ChecksList list = new ChecksList();
    private final TokenInspector inspector = new TokenInspector();
    private final StackPane body;

    public DetailsSection() {
        getStyleClass().add("details-section");
        ToggleGroup group = new ToggleGroup();
        checks.setToggleGroup(group);
        token.setToggleGroup(group);
        checks.getStyleClass().addAll("small", "left-pill", "checks-toggle");
        token.getStyleClass().addAll("small", "right-pill", "token-toggle");
        checks.setOnAction(e -> checks.setSelected(true));
        token.setOnAction(e -> token.setSelected(true));
        list.visibleProperty().bind(checks.selectedProperty());
        inspector.visibleProperty().bind(token.selectedProperty());
        HBox head = new HBox(checks, token);
        body = new StackPane(list, inspector);
        getChildren().addAll(head, body);
        checks.setSelected(true);
    }

    /**
     * Takes a share of what is there.
     *
     * @param height of all the tokens' side, in pixels
     */
    void setAvailable(double height) {
        body.setMinHeight(LEAST_HEIGHT);
        body.setPrefHeight(Math.max(LEAST_HEIGHT, SHARE * height));
    }

    /** Shows the answers of these checks. */
    void setChecks(RowChecks answering) {
        answering.resultProperty().addListener((p, old, now) -> show(now));
        answering
                .runningProperty()
                .addListener((p, old, now) -> pseudoClassStateChanged(RUNNING, now));
        list.setNone("Nothing is checked yet.");
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
    }

    TokenInspector inspector() {
        return inspector;
    }

    private void show(CheckResult result) {
        list.show(result);
        checks.setText(result == null ? "Checks" : "Checks: " + result.summary());
        Severity worst =
                result == null || result.findings().isEmpty()
                        ? null
                        : result.findings().get(0).severity();
        icon.setIconLiteral(worst == null ? "fas-check-circle" : ChecksList.icon(worst));
        checks.setGraphic(result == null ? null : icon);
        for (Severity each : Severity.values()) {
            pseudoClassStateChanged(PseudoClass.getPseudoClass(each.displayed()), each == worst);
        }
        checks.setAccessibleText(checks.getText());
    }
}
