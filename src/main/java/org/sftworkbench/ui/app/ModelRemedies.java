package org.sftworkbench.ui.app;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import org.sftworkbench.ui.common.FileDialogs;
import org.sftworkbench.ui.common.ProblemBar;
import org.sftworkbench.ui.common.words.Words;

/** Buttons beside what is told of a model, that do something about it. FX thread only. */
final class ModelRemedies {
    private static final FileDialogs.Kind BASE =
            new FileDialogs.Kind(
                    "model",
                    Words.key("Base model directory, to be written into adapter_config.json"),
                    List.of());

    private final ProblemBar bar;
    private final WorkbenchViewModel model;
    private final Words words;
    private final FileDialogs dialogs;

    ModelRemedies(ProblemBar bar, WorkbenchViewModel model, Words words, FileDialogs dialogs) {
        this.bar = bar;
        this.model = model;
        this.words = words;
        this.dialogs = dialogs;
    }

    void offer() {
        offer(
                "nameBase",
                Words.key("Base model directory…"),
                model.missingBase().toldProperty(),
                () ->
                        dialogs.openDirectory(bar.getScene().getWindow(), BASE)
                                .ifPresent(model.missingBase()::name));
        offer(
                "tokenizerOnly",
                Words.key("Open tokenizer only"),
                model.unreadWeights().toldProperty(),
                model.unreadWeights()::openTokenizer);
    }

    private void offer(String id, String text, ObservableValue<Boolean> when, Runnable remedy) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(words.text(text));
        button.setOnAction(e -> remedy.run());
        bar.offer(button, when);
    }
}
