package org.sftworkbench.ui.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * A row of texts and buttons that is never wider than its window: where there is no room for all,
 * they give way one after another, in a set order. FX thread only.
 */
public final class HeaderBar extends HBox {
    private final List<Turn> turns = new ArrayList<>();

    /**
     * One of the times that something gives way.
     *
     * @param least the width in pixels down to which it does
     */
    private record Turn(Labeled text, double least) {}

    /**
     * Has a text end in an ellipsis where there is no room, after all that were named before it.
     *
     * @param least the width in pixels that it keeps; a later turn may take of that too
     */
    void givesWay(Labeled text, double least) {
        turns.add(new Turn(text, least));
    }

    /** Tells the whole of a text that may be cut to who points at it. */
    static void tellWhole(Labeled text) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text.textProperty());
        text.tooltipProperty()
                .bind(
                        Bindings.when(text.textProperty().isNotEmpty())
                                .then(whole)
                                .otherwise((Tooltip) null));
    }

    /** What is left when everything has given way. */
    @Override
    protected double computeMinWidth(double height) {
        return total(widths(0));
    }

    @Override
    protected void layoutChildren() {
        Map<Node, Double> widths = widths(getWidth());
        double left = Math.max(0, getWidth() - total(widths));
        Insets insets = getInsets();
        double height = getHeight() - insets.getTop() - insets.getBottom();
        double x = insets.getLeft();
        for (Node child : getManagedChildren()) {
            double width = widths.get(child);
            if (HBox.getHgrow(child) == Priority.ALWAYS) {
                width += left;
            }
            layoutInArea(child, x, insets.getTop(), width, height, 0, HPos.LEFT, VPos.CENTER);
            x += width + getSpacing();
        }
    }

    private Map<Node, Double> widths(double room) {
        Map<Node, Double> widths = new HashMap<>();
        for (Node child : getManagedChildren()) {
            widths.put(child, snapSizeX(child.prefWidth(-1)));
        }
        double missing = total(widths) - room;
        for (Turn turn : turns) {
            Double now = widths.get(turn.text());
            if (now != null && missing > 0) {
                double least = Math.max(turn.least(), turn.text().minWidth(-1));
                double given = Math.min(missing, Math.max(0, now - least));
                widths.put(turn.text(), now - given);
                missing -= given;
            }
        }
        return widths;
    }

    private double total(Map<Node, Double> widths) {
        double sum = widths.values().stream().mapToDouble(Double::doubleValue).sum();
        return sum
                + getSpacing() * Math.max(0, widths.size() - 1)
                + getInsets().getLeft()
                + getInsets().getRight();
    }
}
