package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * Draws an attention matrix, a row per token that looks and a column per token looked at, as large
 * as there is room. FX thread only.
 */
public final class AttentionMap extends Region {
    private final ObjectProperty<AttentionPicture> picture =
            new SimpleObjectProperty<>(this, "picture", AttentionPicture.EMPTY);
    private final ObjectProperty<AttentionCell> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<AttentionCell> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered");
    private final Canvas canvas = new Canvas();
    private final AttentionColors colors = new AttentionColors(this::requestLayout);
    private final AttentionPainter painter =
            new AttentionPainter(canvas.getGraphicsContext2D(), colors);
    private AttentionGeometry geometry = new AttentionGeometry(0, 0, 0);

    public AttentionMap() {
        getStyleClass().add("attention-map");
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setFocusTraversable(true);
        getChildren().addAll(colors.swatches());
        getChildren().add(canvas);
        for (var value : List.of(picture, selected, hovered)) {
            value.addListener((p, old, now) -> requestLayout());
        }
        picture.addListener((p, old, now) -> shown(now));
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, e -> hovered.set(at(e).orElse(null)));
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, e -> hovered.set(null));
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    ObjectProperty<AttentionPicture> pictureProperty() {
        return picture;
    }

    /** The cell picked by mouse or keyboard, or null. */
    public ObjectProperty<AttentionCell> selectedProperty() {
        return selected;
    }

    /** The cell under the mouse, or null. */
    public ReadOnlyObjectProperty<AttentionCell> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    private void shown(AttentionPicture now) {
        hovered.set(null);
        AttentionCell at = selected.get();
        if (at != null && Math.max(at.query(), at.key()) >= now.blocks().size()) {
            selected.set(null);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 420;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        geometry = new AttentionGeometry(picture.get().blocks().size(), getWidth(), getHeight());
        AttentionCell active = hovered.get() != null ? hovered.get() : selected.get();
        painter.paint(picture.get(), geometry, active);
    }

    private Optional<AttentionCell> at(MouseEvent e) {
        return geometry.at(e.getX(), e.getY());
    }

    private void press(MouseEvent e) {
        requestFocus();
        at(e).ifPresent(selected::set);
        // A tab pane around it would take the focus, and the arrow keys with it.
        e.consume();
    }

    private void press(KeyEvent e) {
        int last = picture.get().blocks().size() - 1;
        AttentionCell at = selected.get();
        if (last < 0) {
            return;
        }
        if (at == null) {
            at = new AttentionCell(0, 0);
        }
        AttentionCell next =
                switch (e.getCode()) {
                    case LEFT -> new AttentionCell(at.query(), Math.max(0, at.key() - 1));
                    case RIGHT -> new AttentionCell(at.query(), Math.min(last, at.key() + 1));
                    case UP -> new AttentionCell(Math.max(0, at.query() - 1), at.key());
                    case DOWN -> new AttentionCell(Math.min(last, at.query() + 1), at.key());
                    case HOME -> new AttentionCell(at.query(), 0);
                    case END -> new AttentionCell(at.query(), at.query());
                    default -> null;
                };
        if (next != null) {
            hovered.set(null);
            selected.set(next);
            e.consume();
        }
    }
}
