package org.sftworkbench.ui.common;

import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * A strip that tells the current {@link Problem} without covering anything, its details on request;
 * takes no room while there is none. Problems are kept in English and told in the language of the
 * layout that it is part of, also once that changes. FX thread only.
 */
public final class ProblemBar extends VBox {
    /** Below this the words have no room beside the button. */
    private static final double NARROW = 360;

    private final ObjectProperty<Problem> problem = new SimpleObjectProperty<>(this, "problem");
    private final FontIcon icon = new FontIcon();
    private final Label summary = new Label();
    private final ToggleButton more = new ToggleButton(Words.key("Details"));
    private final Button dismiss = new Button();
    private final TextArea details = new TextArea();
    private final HBox line = new HBox(icon, summary, more, dismiss);
    private Words words = Words.english();
    // Held here, as the language holds its listeners weakly and outlives the bar.
    private final InvalidationListener language = observable -> tell();
    private final ChangeListener<Node> focus = (p, from, to) -> focusMoved(from, to);
    private Node before;

    public ProblemBar() {
        getStyleClass().add("problem-bar");
        summary.setWrapText(true);
        summary.setMinHeight(USE_PREF_SIZE);
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(summary, Priority.ALWAYS);
        more.setMinWidth(USE_PREF_SIZE);
        dismiss.setGraphic(new FontIcon("fas-times"));
        dismiss.getStyleClass().addAll("flat", "small", "button-icon");
        dismiss.setAccessibleText(Words.key("Dismiss"));
        dismiss.setOnAction(e -> dismiss());
        details.setEditable(false);
        details.setPrefRowCount(8);
        line.getStyleClass().add("problem-line");
        getChildren().addAll(line, details);
        widthProperty().addListener((p, old, now) -> fit(now.doubleValue()));
        // Thousands of rows may be named there, so they are put into words for who looks.
        more.selectedProperty().addListener((p, old, now) -> tellDetails());
        details.visibleProperty().bind(more.selectedProperty());
        details.managedProperty().bind(more.selectedProperty());
        managedProperty().bind(visibleProperty());
        problem.addListener((p, old, now) -> show(now));
        sceneProperty().addListener((p, old, now) -> watch(now));
        show(null);
    }

    /**
     * What is told; null for nothing. Bound bidirectionally, dismissing it clears the other side;
     * bound in one direction, it is hidden until another comes.
     */
    public ObjectProperty<Problem> problemProperty() {
        return problem;
    }

    public Problem getProblem() {
        return problem.get();
    }

    public void setProblem(Problem value) {
        problem.set(value);
    }

    private void fit(double width) {
        boolean narrow = width < NARROW;
        if (narrow && line.getChildren().remove(more)) {
            getChildren().add(1, more);
        } else if (!narrow && getChildren().remove(more)) {
            line.getChildren().add(2, more);
        }
    }

    private void watch(Scene scene) {
        if (scene != null) {
            scene.focusOwnerProperty().addListener(new WeakChangeListener<>(focus));
        }
    }

    private void focusMoved(Node from, Node to) {
        if (holds(to) && !holds(from)) {
            before = from;
        }
    }

    private boolean holds(Node node) {
        Node each = node;
        while (each != null && each != this) {
            each = each.getParent();
        }
        return each != null;
    }

    /** Whoever types goes on typing where they were, not where the focus would go from here. */
    private void giveFocusBack() {
        boolean mine = getScene() != null && holds(getScene().getFocusOwner());
        if (mine && before != null && before.getScene() == getScene()) {
            before.requestFocus();
        }
        before = null;
    }

    private void dismiss() {
        giveFocusBack();
        if (problem.isBound()) {
            setVisible(false);
        } else {
            problem.set(null);
        }
    }

    /** Offers to do something about what is told; the button is shown while this is so. */
    public void offer(Button action, ObservableValue<Boolean> when) {
        action.setMinWidth(USE_PREF_SIZE);
        action.visibleProperty().bind(when);
        action.managedProperty().bind(when);
        line.getChildren().add(line.getChildren().indexOf(dismiss), action);
    }

    /** Shows the details of what is told, where there are any. */
    public void showDetails() {
        more.setSelected(more.isVisible());
    }

    /** Tells problems in the language of these. */
    public void speak(Words other) {
        words = other;
        words.languageProperty().addListener(new WeakInvalidationListener(language));
        tell();
    }

    private void tell() {
        Problem now = problem.get();
        if (now != null) {
            summary.setText(words.tell(now.summary()));
            tellDetails();
        }
    }

    private void tellDetails() {
        Problem now = problem.get();
        details.setText(now == null || !more.isSelected() ? "" : words.tell(now.details()));
    }

    private void show(Problem now) {
        if (now == null) {
            giveFocusBack();
        }
        setVisible(now != null);
        more.setSelected(false);
        if (now == null) {
            return;
        }
        for (Problem.Severity severity : Problem.Severity.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(severity.name().toLowerCase(Locale.ROOT)),
                    severity == now.severity());
        }
        icon.setIconLiteral(
                switch (now.severity()) {
                    case INFO -> "fas-info-circle";
                    case WARNING -> "fas-exclamation-triangle";
                    case ERROR -> "fas-times-circle";
                });
        tell();
        more.setVisible(!now.details().isEmpty());
        more.setManaged(!now.details().isEmpty());
    }
}
