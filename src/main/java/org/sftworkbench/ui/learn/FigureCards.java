package org.sftworkbench.ui.learn;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Key figures side by side, from lines of {@code figure | what it is}. FX thread only. */
final class FigureCards extends FlowPane {
    FigureCards(String body) {
        getStyleClass().add("lesson-figures");
        body.strip().lines().forEach(line -> getChildren().add(card(line)));
    }

    private static VBox card(String line) {
        int bar = line.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("no | in the figure \"" + line + "\"");
        }
        Label figure = new Label(line.substring(0, bar).strip());
        figure.getStyleClass().add("figure");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        Label caption = new Label(line.substring(bar + 1).strip());
        caption.getStyleClass().add("hint");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        VBox card = new VBox(figure, caption);
        card.getStyleClass().add("lesson-figure");
        return card;
    }
}
