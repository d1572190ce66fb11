package org.sftworkbench.ui.train;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.sftworkbench.ui.common.words.Words;

/**
 * Asks for the name under which choices are kept: Enter keeps them, Escape does not. Takes no room
 * while it does not ask. FX thread only.
 */
public final class PresetNaming extends HBox {
    private final TextField name = new TextField();
    private final Button save = new Button(Words.key("Save"));
    private OwnPresets presets;
    private Node before;

    public PresetNaming() {
        getStyleClass().add("form-choice");
        setId("preset-naming");
        name.setPromptText(Words.key("Name of the preset"));
        name.setAccessibleText(Words.key("Name of the preset"));
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty().bind(name.textProperty().map(String::isBlank));
        save.setOnAction(e -> save());
        name.setOnAction(e -> save());
        addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        getChildren().addAll(name, save);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void bind(OwnPresets own) {
        presets = own;
    }

    /**
     * @param asker gets the focus back
     */
    void ask(Node asker) {
        before = asker;
        name.clear();
        setVisible(true);
        name.requestFocus();
    }

    private void save() {
        if (!name.getText().isBlank()) {
            presets.save(name.getText());
            close();
        }
    }

    private void leave(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE) {
            key.consume();
            close();
        }
    }

    private void close() {
        setVisible(false);
        before.requestFocus();
    }
}
