package org.sftworkbench.ui.learn;

import javafx.geometry.Insets;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** A lesson in the list: its number, its title, and a tick where it is done. FX thread only. */
final class LessonCell extends ListCell<Lesson> {
    private final LearnViewModel view;
    private final Words words;
    private final Label number = new Label();
    private final Label title = new Label();
    private final FontIcon tick = new FontIcon("fas-check");
    private final HBox line = new HBox(number, title, tick);

    LessonCell(LearnViewModel view, Words words) {
        this.view = view;
        this.words = words;
        getStyleClass().add("lesson-cell");
        line.getStyleClass().add("lesson-line");
        number.getStyleClass().add("lesson-number");
        number.setMinWidth(USE_PREF_SIZE);
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        tick.getStyleClass().add("lesson-tick");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
    }

    /** Room for a title that takes two lines at the list's width. */
    @Override
    protected double computePrefHeight(double width) {
        if (getGraphic() == null || getListView() == null || getListView().getWidth() <= 0) {
            return super.computePrefHeight(width);
        }
        Insets list = getListView().getInsets();
        double inner =
                getListView().getWidth()
                        - list.getLeft()
                        - list.getRight()
                        - snappedLeftInset()
                        - snappedRightInset();
        return snapSizeY(line.prefHeight(inner)) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void updateItem(Lesson lesson, boolean empty) {
        super.updateItem(lesson, empty);
        title.textProperty().unbind();
        tick.visibleProperty().unbind();
        accessibleTextProperty().unbind();
        if (empty || lesson == null) {
            setGraphic(null);
            return;
        }
        number.setText(String.valueOf(view.lessons().indexOf(lesson) + 1));
        title.textProperty().bind(view.titleOf(lesson));
        tick.visibleProperty().bind(view.doneProperty(lesson));
        accessibleTextProperty()
                .bind(words.text("Lesson {0}: {1}", number.getText(), view.titleOf(lesson)));
        setGraphic(line);
    }
}
