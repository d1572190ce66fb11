package org.sftworkbench.ui.common.grid;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/**
 * Draws a {@link GridContent} on a canvas of the size of the window it is seen through, so that
 * rows of thousands of tokens cost no more than short ones. FX thread only.
 */
public final class CellGrid extends Region {
    private static final double TEXT_SIZE = 13;
    private static final double DETAIL_SIZE = 10.5;
    private static final double LARGEST_PREFERRED = 320;
    private static final int NONE = -1;

    private final ObjectProperty<GridContent> content =
            new SimpleObjectProperty<>(this, "content", GridContent.EMPTY);
    private final ObjectProperty<GridPosition> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final StringProperty columnTitle =
            new SimpleStringProperty(this, "columnTitle", "position");
    private final ReadOnlyObjectWrapper<GridPosition> hovered =
            new ReadOnlyObjectWrapper<>(this, "hovered");

    private final Canvas canvas = new Canvas();
    private final ScrollBar horizontal = new ScrollBar();
    private final ScrollBar vertical = new ScrollBar();
    private final GridPalette palette = new GridPalette(this, this::requestLayout);
    private final TextMeasure text = new TextMeasure(Font.font(TEXT_SIZE));
    private final TextMeasure detail = new TextMeasure(Font.font(DETAIL_SIZE));
    private final GridPainter painter =
            new GridPainter(canvas.getGraphicsContext2D(), palette, text, detail);
    private GridGeometry geometry = geometryOf(GridContent.EMPTY);
    private int wanted = NONE;

    public CellGrid() {
        getStyleClass().add("cell-grid");
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setFocusTraversable(true);
        vertical.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(canvas, horizontal, vertical);
        content.addListener((p, old, now) -> show(now));
        columnTitle.addListener((p, old, now) -> requestLayout());
        selected.addListener((p, old, now) -> requestLayout());
        hovered.addListener((p, old, now) -> requestLayout());
        horizontal.valueProperty().addListener((p, old, now) -> requestLayout());
        vertical.valueProperty().addListener((p, old, now) -> requestLayout());
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, e -> hovered.set(at(e).orElse(null)));
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, e -> hovered.set(null));
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(ScrollEvent.SCROLL, this::scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    public ObjectProperty<GridContent> contentProperty() {
        return content;
    }

    public void setContent(GridContent value) {
        content.set(value);
    }

    public GridContent getContent() {
        return content.get();
    }

    /** What the columns count; written before their numbers. */
    public StringProperty columnTitleProperty() {
        return columnTitle;
    }

    public String getColumnTitle() {
        return columnTitle.get();
    }

    public void setColumnTitle(String title) {
        columnTitle.set(title);
    }

    /** The cell picked by mouse or keyboard, or null. */
    public ObjectProperty<GridPosition> selectedProperty() {
        return selected;
    }

    /** The cell under the mouse, or null. */
    public ReadOnlyObjectProperty<GridPosition> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /**
     * Scrolls just far enough for a column to be seen whole; a grid that has no size yet does so
     * when it gets one.
     */
    public void showColumn(int column) {
        if (getWidth() <= 0) {
            wanted = column;
            return;
        }
        layout();
        bring(column);
    }

    private void bring(int column) {
        double left = geometry.left(column) - geometry.gutter();
        double right = geometry.left(column + 1);
        double x = Math.min(horizontal.getValue(), left);
        x = Math.max(x, right - canvas.getWidth());
        horizontal.setValue(Math.max(0, Math.min(horizontal.getMax(), x)));
    }

    GridPalette palette() {
        return palette;
    }

    @Override
    public String getUserAgentStylesheet() {
        return Objects.requireNonNull(CellGrid.class.getResource("CellGrid.css")).toExternalForm();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return GridPalette.CSS_META_DATA;
    }

    private GridGeometry geometryOf(GridContent shown) {
        return new GridGeometry(shown, text::width, detail::width);
    }

    private void show(GridContent now) {
        geometry = geometryOf(now);
        hovered.set(null);
        wanted = NONE;
        GridPosition at = selected.get();
        if (at != null && !exists(at)) {
            selected.set(null);
        }
        requestLayout();
        if (getParent() != null) {
            getParent().requestLayout();
        }
    }

    private boolean exists(GridPosition at) {
        GridContent shown = content.get();
        return at.column() < shown.columns()
                && at.block() < shown.blocks().size()
                && at.line() < shown.blocks().get(at.block()).lines().size();
    }

    @Override
    protected double computePrefWidth(double height) {
        return geometry.width() + vertical.prefWidth(-1);
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.min(LARGEST_PREFERRED, geometry.height()) + horizontal.prefHeight(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return 80;
    }

    @Override
    protected void layoutChildren() {
        double barWidth = Math.ceil(vertical.prefWidth(-1));
        double barHeight = Math.ceil(horizontal.prefHeight(-1));
        double width = getWidth();
        double height = getHeight();
        boolean tall = geometry.height() > height;
        boolean wide = geometry.width() > width - (tall ? barWidth : 0);
        tall = geometry.height() > height - (wide ? barHeight : 0);
        width -= tall ? barWidth : 0;
        height -= wide ? barHeight : 0;
        canvas.setWidth(Math.max(0, width));
        canvas.setHeight(Math.max(0, height));
        place(horizontal, wide, geometry.width() - width, width);
        place(vertical, tall, geometry.height() - height, height);
        if (wanted != NONE && getWidth() > 0) {
            bring(wanted);
            wanted = NONE;
        }
        horizontal.resizeRelocate(0, height, width, barHeight);
        vertical.resizeRelocate(width, 0, barWidth, height);
        GridPosition active = hovered.get() != null ? hovered.get() : selected.get();
        painter.paint(
                new GridPainter.Frame(
                        content.get(),
                        columnTitle.get(),
                        geometry,
                        Math.rint(horizontal.getValue()),
                        Math.rint(vertical.getValue()),
                        canvas.getWidth(),
                        canvas.getHeight(),
                        active));
    }

    private static void place(ScrollBar bar, boolean needed, double max, double seen) {
        bar.setVisible(needed);
        bar.setMax(needed ? Math.max(1, max) : 0);
        bar.setVisibleAmount(needed ? bar.getMax() * seen / (bar.getMax() + seen) : 0);
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(Math.max(40, seen * 0.9));
        bar.setValue(Math.max(0, Math.min(bar.getMax(), bar.getValue())));
    }

    private Optional<GridPosition> at(MouseEvent e) {
        boolean overGutter = e.getX() < geometry.gutter();
        if (overGutter || e.getY() < GridGeometry.HEADER) {
            return Optional.empty();
        }
        return geometry.at(e.getX() + horizontal.getValue(), e.getY() + vertical.getValue());
    }

    private void press(MouseEvent e) {
        requestFocus();
        at(e).ifPresent(selected::set);
        // A tab pane around it would take the focus, and the arrow keys with it.
        e.consume();
    }

    private void scroll(ScrollEvent e) {
        boolean sideways = e.getDeltaX() != 0 || !vertical.isVisible();
        ScrollBar bar = sideways ? horizontal : vertical;
        double delta = e.getDeltaX() != 0 ? e.getDeltaX() : e.getDeltaY();
        if (bar.isVisible()) {
            bar.setValue(Math.max(0, Math.min(bar.getMax(), bar.getValue() - delta)));
            e.consume();
        }
    }

    private void press(KeyEvent e) {
        GridContent shown = content.get();
        if (shown.columns() == 0 || shown.blocks().isEmpty()) {
            return;
        }
        GridPosition at = selected.get();
        GridPosition next = at == null ? begin(e.getCode()) : moved(at, e.getCode());
        if (next != null) {
            hovered.set(null);
            selected.set(next);
            showColumn(next.column());
            showBlock(next.block());
            e.consume();
        }
    }

    /** Where nothing is picked yet, the keys that move begin with the first cell in sight. */
    private GridPosition begin(KeyCode key) {
        GridPosition start = new GridPosition(0, 0, 0);
        boolean moves = moved(start, key) != null;
        int column = geometry.firstColumn(horizontal.getValue() + geometry.gutter());
        return moves ? withColumn(start, column) : null;
    }

    private GridPosition moved(GridPosition at, KeyCode key) {
        return switch (key) {
            case LEFT -> withColumn(at, at.column() - 1);
            case RIGHT -> withColumn(at, at.column() + 1);
            case HOME -> withColumn(at, 0);
            case END -> withColumn(at, content.get().columns());
            case UP -> withBlock(at, at.block() - 1);
            case DOWN -> withBlock(at, at.block() + 1);
            default -> null;
        };
    }

    /** The column, or the nearest that has a cell there: the rows of a batch end apart. */
    private GridPosition withColumn(GridPosition at, int column) {
        GridLine line = content.get().blocks().get(at.block()).lines().get(at.line());
        int last = line.cells().isEmpty() ? 0 : line.cells().size() - 1;
        return new GridPosition(at.block(), at.line(), Math.max(0, Math.min(last, column)));
    }

    private GridPosition withBlock(GridPosition at, int block) {
        GridPosition moved = new GridPosition(block, at.line(), at.column());
        return block >= 0 && exists(moved) ? withColumn(moved, at.column()) : at;
    }

    /** Scrolls just far enough for a block to be seen, its top where it is too tall. */
    private void showBlock(int block) {
        layout();
        double top = geometry.blockTop(block) - GridGeometry.HEADER;
        double bottom = geometry.blockBottom(block) - canvas.getHeight();
        double y = Math.min(Math.max(vertical.getValue(), bottom), top);
        vertical.setValue(Math.max(0, Math.min(vertical.getMax(), y)));
    }
}
