package org.sftworkbench.ui.template;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import org.sftworkbench.ui.common.words.Words;

/** A template that can be chosen, named in the language of now. FX thread only. */
final class PresetCell extends ListCell<TemplatePreset> {
    private final Words words;

    private PresetCell(Words words) {
        this.words = words;
    }

    /** Names the choices of a box. */
    static void fill(ComboBox<TemplatePreset> box, Words words) {
        box.setCellFactory(list -> new PresetCell(words));
        box.setButtonCell(new PresetCell(words));
    }

    @Override
    protected void updateItem(TemplatePreset preset, boolean empty) {
        super.updateItem(preset, empty);
        textProperty().unbind();
        if (empty || preset == null) {
            setText("");
        } else {
            textProperty()
                    .bind(
                            Bindings.createStringBinding(
                                    () -> words.tell(preset.name()), words.languageProperty()));
        }
    }
}
