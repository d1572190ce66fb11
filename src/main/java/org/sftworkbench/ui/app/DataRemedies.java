package org.sftworkbench.ui.app;

import java.util.function.BooleanSupplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Window;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** Buttons beside what is told of the data files, that do something about it. FX thread only. */
final class DataRemedies {
    private final ProblemBar bar;
    private final WorkbenchViewModel model;
    private final Words words;

    DataRemedies(ProblemBar bar, WorkbenchViewModel model, Words words) {
        this.bar = bar;
        this.model = model;
        this.words = words;
    }

    /**
     * @param mapColumns asks which columns are which
     */
    void offer(Runnable mapColumns) {
        offer("mapColumns", Words.key("Columns…"), model::tellsOfColumns, mapColumns);
        offer("readAgain", Words.key("Read again"), model::tellsOfChange, model::readDataAgain);
    }

    /**
     * Looks whether the files have changed on disk, as they are changed in other programs: when one
     * comes back to the window, and when one goes on in another pane.
     */
    void lookForChange(ObservableValue<Section> section) {
        section.addListener((p, old, now) -> model.lookForChangedData());
        bar.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .addListener(
                        (p, was, is) -> {
                            if (Boolean.TRUE.equals(is)) {
                                model.lookForChangedData();
                            }
                        });
    }

    private void offer(String id, String text, BooleanSupplier when, Runnable remedy) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(words.text(text));
        button.setOnAction(e -> remedy.run());
        bar.offer(
                button, Bindings.createBooleanBinding(when::getAsBoolean, model.problemProperty()));
    }
}
