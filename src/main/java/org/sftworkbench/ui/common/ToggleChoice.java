package org.sftworkbench.ui.common;

import java.util.Map;
import javafx.beans.property.Property;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;

/**
 * Buttons of which one is always pressed: the one that stands for a property's value. FX thread
 * only.
 */
public final class ToggleChoice {
    private ToggleChoice() {}

    /**
     * @param choices each button with the value it stands for
     */
    public static <T> void bind(Property<T> property, Map<? extends Toggle, T> choices) {
        ToggleGroup group = new ToggleGroup();
        choices.keySet().forEach(toggle -> toggle.setToggleGroup(group));
        property.addListener((o, was, is) -> press(group, choices, is));
        press(group, choices, property.getValue());
        group.selectedToggleProperty()
                .addListener(
                        (o, was, is) -> {
                            if (is == null) {
                                was.setSelected(true);
                            } else {
                                property.setValue(choices.get(is));
                            }
                        });
    }

    private static <T> void press(ToggleGroup group, Map<? extends Toggle, T> choices, T value) {
        choices.forEach(
                (toggle, choice) -> {
                    if (choice.equals(value)) {
                        group.selectToggle(toggle);
                    }
                });
    }
}
