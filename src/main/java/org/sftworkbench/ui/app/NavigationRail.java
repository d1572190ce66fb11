package org.sftworkbench.ui.app;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** The rail at the window's left edge that chooses the pane. FX thread only. */
public final class NavigationRail extends VBox {
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.TEMPLATE);
    private final Map<Section, ToggleButton> buttons = new EnumMap<>(Section.class);

    public NavigationRail() {
        getStyleClass().add("navigation-rail");
        ToggleGroup group = new ToggleGroup();
        for (Section each : Section.values()) {
            ToggleButton button = new ToggleButton("", new FontIcon(each.icon()));
            button.getStyleClass().add("rail-button");
            button.setContentDisplay(ContentDisplay.TOP);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setTooltip(new Tooltip());
            button.setToggleGroup(group);
            button.setOnAction(e -> choose(each));
            buttons.put(each, button);
            getChildren().add(button);
        }
        section.addListener((p, old, now) -> buttons.get(now).setSelected(true));
        buttons.get(section.get()).setSelected(true);
    }

    /** Names the panes in the window's language. */
    void speak(Words words) {
        buttons.forEach((section, button) -> speak(words, section, button));
    }

    private static void speak(Words words, Section section, ToggleButton button) {
        StringBinding title = words.text(section.title());
        StringBinding explanation = words.text(section.explanation());
        button.textProperty().bind(title);
        button.getTooltip()
                .textProperty()
                .bind(explanation.concat("  (" + section.key().getDisplayText() + ")"));
        button.accessibleTextProperty().bind(title.concat(": ").concat(explanation));
    }

    /** The chosen pane. */
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    private void choose(Section chosen) {
        buttons.get(chosen).setSelected(true);
        section.set(chosen);
    }
}
