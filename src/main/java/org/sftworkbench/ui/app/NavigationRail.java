package org.sftworkbench.ui.app;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The rail at the window's left edge that chooses the pane. FX thread only. */
public final class NavigationRail extends VBox {
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.TEMPLATE);
    private final Map<Section, ToggleButton> buttons = new EnumMap<>(Section.class);

    public NavigationRail() {
        getStyleClass().add("navigation-rail");
        ToggleGroup group = new ToggleGroup();
        for (Section each : Section.values()) {
            ToggleButton button = new ToggleButton(each.title(), new FontIcon(each.icon()));
            button.getStyleClass().add("rail-button");
            button.setContentDisplay(ContentDisplay.TOP);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setTooltip(
                    new Tooltip(each.explanation() + "  (" + each.key().getDisplayText() + ")"));
            button.setAccessibleText(each.title() + ": " + each.explanation());
            button.setToggleGroup(group);
            button.setOnAction(e -> choose(each));
            buttons.put(each, button);
            getChildren().add(button);
        }
        section.addListener((p, old, now) -> buttons.get(now).setSelected(true));
        buttons.get(section.get()).setSelected(true);
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
