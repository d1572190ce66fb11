package org.sftworkbench.ui.learn;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/**
 * A strip above another pane that tells what to do and watch in the experiment that was set up
 * there, one step at a time; takes no room while there is none. FX thread only.
 */
public final class LessonStrip extends HBox {
    private final LearnViewModel view;
    private final Words words;
    private final Label title = new Label();
    private final Label step = new Label();
    private final Button before = new Button();
    private final Button after = new Button();
    private int shown;

    public LessonStrip(LearnViewModel view, Words words) {
        this.view = view;
        this.words = words;
        getStyleClass().add("lesson-strip");
        getStylesheets().add(LearnPane.class.getResource("LearnPane.css").toExternalForm());
        title.getStyleClass().add("section-title");
        step.setWrapText(true);
        step.setMinHeight(USE_PREF_SIZE);
        Label waits = new Label();
        waits.textProperty()
                .bind(
                        words.text(
                                "Another run is under way: stop it, or wait until it ends, before"
                                        + " you start this one."));
        waits.getStyleClass().add("lesson-waits");
        waits.setWrapText(true);
        waits.setMinHeight(USE_PREF_SIZE);
        waits.visibleProperty().bind(view.waitsForRunProperty());
        waits.managedProperty().bind(waits.visibleProperty());
        VBox text = new VBox(title, waits, step);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button back = new Button();
        back.textProperty().bind(words.text("Back to the lesson"));
        back.getStyleClass().addAll("small", "lesson-back");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(e -> view.goToLessons());
        Button close = new Button();
        icon(close, "fas-times");
        close.accessibleTextProperty().bind(words.text("Close the steps"));
        close.setOnAction(e -> view.closeExperiment());
        icon(before, "fas-chevron-left");
        before.accessibleTextProperty().bind(words.text("Step before"));
        before.setOnAction(e -> turn(-1));
        icon(after, "fas-chevron-right");
        after.accessibleTextProperty().bind(words.text("Next step"));
        after.setOnAction(e -> turn(1));
        getChildren().setAll(new FontIcon("fas-graduation-cap"), text, before, after, back, close);
        managedProperty().bind(visibleProperty());
        visibleProperty().bind(view.experimentProperty().isNotNull());
        view.experimentProperty().addListener((p, old, now) -> show(old, now));
        show(null, view.experimentProperty().get());
    }

    private static void icon(Button button, String icon) {
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("flat", "small", "button-icon");
    }

    private void turn(int by) {
        shown += by;
        show();
    }

    private void show(LessonText old, LessonText now) {
        boolean translated = old != null && now != null && old.language() != now.language();
        if (!translated) {
            shown = 0;
        }
        if (now != null) {
            show();
        }
    }

    private void show() {
        LessonText text = view.experimentProperty().get();
        int last = text.steps().size() - 1;
        shown = Math.max(0, Math.min(last, shown));
        title.setText(words.say("{0} · step {1} of {2}", text.title(), shown + 1, last + 1));
        step.setText(text.steps().get(shown));
        before.setDisable(false);
        after.setDisable(false);
        // The focus of a button that is disabled goes on to the next, which leads back to the
        // lesson.
        if (shown == last && after.isFocused()) {
            before.requestFocus();
        } else if (shown == 0 && before.isFocused()) {
            after.requestFocus();
        }
        before.setDisable(shown == 0);
        after.setDisable(shown == last);
    }
}
