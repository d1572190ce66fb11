package org.sftworkbench.ui.common.grid;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

/** Draws the visible part of a grid. FX thread only. */
final class GridPainter {
    private static final double ARC = 7;
    private static final double ARROW_HEAD = 4;
    private static final double HATCH = 7;
    private static final TextAlignment CENTER = TextAlignment.CENTER;

    private final GraphicsContext g;
    private final GridPalette palette;
    private final TextMeasure text;
    private final TextMeasure detail;

    GridPainter(GraphicsContext g, GridPalette palette, TextMeasure text, TextMeasure detail) {
        this.g = g;
        this.palette = palette;
        this.text = text;
        this.detail = detail;
    }

    /**
     * One picture.
     *
     * @param columnTitle what the columns count
     * @param scrollX pixels scrolled to the right
     * @param scrollY pixels scrolled down
     * @param width of the visible part
     * @param height of the visible part
     * @param active the cell the user points at or has picked, or null
     */
    record Frame(
            GridContent content,
            String columnTitle,
            GridGeometry geometry,
            double scrollX,
            double scrollY,
            double width,
            double height,
            GridPosition active) {
        int firstColumn() {
            return geometry.firstColumn(scrollX + geometry.gutter());
        }

        int endColumn() {
            return geometry.endColumn(scrollX + width);
        }

        boolean shows(int block) {
            return geometry.blockBottom(block) - scrollY > 0
                    && geometry.blockTop(block) - scrollY < height;
        }
    }

    void paint(Frame frame) {
        g.setFill(palette.get(GridColor.BACKGROUND));
        g.fillRect(0, 0, frame.width(), frame.height());
        for (int b = 0; b < frame.content().blocks().size(); b++) {
            if (frame.shows(b)) {
                paintBlock(frame, b);
            }
        }
        paintHeader(frame);
    }

    private void paintBlock(Frame frame, int b) {
        GridGeometry geometry = frame.geometry();
        GridBlock block = frame.content().blocks().get(b);
        double top = geometry.blockTop(b) - frame.scrollY();
        double height = geometry.blockBottom(b) - GridGeometry.BLOCK_GAP / 2 - 2 - top;
        height -= frame.scrollY();
        double right = Math.min(frame.width() - 2, geometry.width() - frame.scrollX() + 4);
        g.setFill(palette.get(GridColor.BLOCK));
        g.fillRoundRect(2, top, right - 2, height, 2 * ARC, 2 * ARC);

        g.save();
        g.beginPath();
        g.rect(geometry.gutter(), top, frame.width() - geometry.gutter(), height);
        g.clip();
        for (int i = 0; i < block.lines().size(); i++) {
            for (int t = frame.firstColumn(); t < frame.endColumn(); t++) {
                GridPosition position = new GridPosition(b, i, t);
                paintCell(frame, position, block.lines().get(i).cell(t));
            }
        }
        paintBorders(frame, b, block);
        paintLinks(frame, b, block);
        g.restore();

        paintTitles(frame, b, block, right);
    }

    private void paintBorders(Frame frame, int b, GridBlock block) {
        GridGeometry geometry = frame.geometry();
        double top = geometry.lineTop(b, 0) - frame.scrollY();
        double bottom = geometry.lineBottom(b, block.lines().size() - 1) - frame.scrollY();
        g.setStroke(palette.get(GridColor.TEXT));
        g.setLineWidth(2);
        for (int column : block.borders()) {
            double x = geometry.left(column) - frame.scrollX() - 1;
            g.strokeLine(x, top, x, bottom);
        }
    }

    private void paintTitles(Frame frame, int b, GridBlock block, double right) {
        GridGeometry geometry = frame.geometry();
        double x = GridGeometry.GUTTER_PADDING;
        double middle = geometry.blockTop(b) - frame.scrollY() + GridGeometry.TITLE / 2;
        double room = Math.max(right, frame.width() - 2) - 2 * x;
        String title = text.fit(block.title(), room);
        write(text, title, x, middle, TextAlignment.LEFT, palette.get(GridColor.TEXT));
        double used = text.width(title) + 10;
        if (used < room) {
            String note = detail.fit(block.note(), room - used);
            write(detail, note, x + used, middle, TextAlignment.LEFT, muted());
        }
        for (int i = 0; i < block.lines().size(); i++) {
            double y = (geometry.lineTop(b, i) + geometry.lineBottom(b, i)) / 2 - frame.scrollY();
            write(detail, block.lines().get(i).title(), x, y, TextAlignment.LEFT, muted());
        }
    }

    private void paintHeader(Frame frame) {
        GridGeometry geometry = frame.geometry();
        g.setFill(palette.get(GridColor.BACKGROUND));
        g.fillRect(0, 0, frame.width(), GridGeometry.HEADER);
        if (frame.content().columns() == 0) {
            return;
        }
        double y = GridGeometry.HEADER / 2;
        g.save();
        g.beginPath();
        g.rect(geometry.gutter(), 0, frame.width() - geometry.gutter(), GridGeometry.HEADER);
        g.clip();
        GridPosition active = frame.active();
        for (int t = frame.firstColumn(); t < frame.endColumn(); t++) {
            boolean here = active != null && active.column() == t;
            Color color = here ? palette.get(GridColor.ACTIVE) : muted();
            double x = geometry.center(t) - frame.scrollX();
            write(detail, Integer.toString(t), x, y, TextAlignment.CENTER, color);
        }
        g.restore();
        write(
                detail,
                frame.columnTitle(),
                GridGeometry.GUTTER_PADDING,
                y,
                TextAlignment.LEFT,
                muted());
    }

    private void paintCell(Frame frame, GridPosition at, GridCell cell) {
        if (cell.kind() == CellKind.BLANK) {
            return;
        }
        GridGeometry geometry = frame.geometry();
        double x = geometry.left(at.column()) - frame.scrollX();
        double y = geometry.lineTop(at.block(), at.line()) - frame.scrollY();
        double width = geometry.columnWidth(at.column());
        double height = geometry.lineBottom(at.block(), at.line()) - frame.scrollY() - y;
        background(cell.kind(), x, y, width, height);
        if (!Double.isNaN(cell.heat())) {
            g.save();
            g.setGlobalAlpha(0.12 + 0.68 * Math.min(1, Math.max(0, cell.heat())));
            g.setFill(palette.get(GridColor.HEAT));
            g.fillRoundRect(x, y, width, height, ARC, ARC);
            g.restore();
        }
        if (isActive(frame, at)) {
            g.setStroke(palette.get(GridColor.ACTIVE));
            g.setLineWidth(2);
            g.strokeRoundRect(x + 1, y + 1, width - 2, height - 2, ARC, ARC);
        }
        double center = x + width / 2;
        double room = width - 4;
        Color color = textColor(cell.kind());
        boolean figure = height < GridGeometry.TALL;
        if (figure || cell.detail().isEmpty()) {
            TextMeasure font = figure ? detail : text;
            write(font, font.fit(cell.text(), room), center, y + height / 2, CENTER, color);
        } else {
            write(text, text.fit(cell.text(), room), center, y + 13, CENTER, color);
            write(detail, detail.fit(cell.detail(), room), center, y + 27, CENTER, muted());
        }
    }

    private void background(CellKind kind, double x, double y, double width, double height) {
        switch (kind) {
            case TRAINED -> filled(GridColor.TRAINED, GridColor.TRAINED_LINE, x, y, width, height);
            case WRITTEN -> filled(GridColor.WRITTEN, GridColor.WRITTEN_LINE, x, y, width, height);
            case STOP -> filled(GridColor.STOP, GridColor.STOP_LINE, x, y, width, height);
            case MASKED -> {
                g.setFill(palette.get(GridColor.MASKED));
                g.fillRoundRect(x, y, width, height, ARC, ARC);
            }
            case PADDING -> hatched(x, y, width, height);
            case IGNORED -> dashed(x, y, width, height);
            default -> {
                // Figures stand on the block's own colour.
            }
        }
    }

    /** Colour is not the only signal: what counts has a line below as well. */
    private void filled(
            GridColor fill, GridColor line, double x, double y, double width, double height) {
        g.setFill(palette.get(fill));
        g.fillRoundRect(x, y, width, height, ARC, ARC);
        g.setFill(palette.get(line));
        g.fillRect(x + 2, y + height - 3, width - 4, 3);
    }

    private void hatched(double x, double y, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(palette.get(GridColor.PADDING_LINE));
        g.setLineWidth(1);
        for (double d = -height; d < width; d += HATCH) {
            g.strokeLine(x + d, y + height, x + d + height, y);
        }
        g.restore();
        g.setStroke(palette.get(GridColor.PADDING_LINE));
        g.setLineWidth(1);
        g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, ARC, ARC);
    }

    private void dashed(double x, double y, double width, double height) {
        g.save();
        g.setStroke(palette.get(GridColor.PADDING_LINE));
        g.setLineWidth(1);
        g.setLineDashes(2, 3);
        g.strokeRoundRect(x + 0.5, y + 0.5, width - 1, height - 1, ARC, ARC);
        g.restore();
    }

    private Color textColor(CellKind kind) {
        return switch (kind) {
            case TRAINED -> palette.get(GridColor.TRAINED_TEXT);
            case IGNORED, PADDING, FIGURE_MUTED -> muted();
            default -> palette.get(GridColor.TEXT);
        };
    }

    private Color muted() {
        return palette.get(GridColor.MUTED);
    }

    private boolean isActive(Frame frame, GridPosition at) {
        GridPosition active = frame.active();
        if (active == null || active.block() != at.block()) {
            return false;
        }
        if (active.equals(at)) {
            return true;
        }
        return frame.content().blocks().get(at.block()).links().stream()
                .anyMatch(
                        link ->
                                link.touches(active.line(), active.column())
                                        && link.touches(at.line(), at.column()));
    }

    private void paintLinks(Frame frame, int b, GridBlock block) {
        int first = frame.firstColumn();
        int end = frame.endColumn();
        for (GridLink link : block.links()) {
            if (link.rightmost() >= first && link.leftmost() < end) {
                paintLink(frame, b, link);
            }
        }
    }

    private void paintLink(Frame frame, int b, GridLink link) {
        GridGeometry geometry = frame.geometry();
        GridPosition active = frame.active();
        boolean here =
                active != null
                        && active.block() == b
                        && link.touches(active.line(), active.column());
        boolean copied = link.kind() == GridLink.Kind.COPIED;
        double x0 = geometry.center(link.fromColumn()) - frame.scrollX();
        double y0 = geometry.lineBottom(b, link.fromLine()) - frame.scrollY() + 2;
        double x1 = geometry.center(link.toColumn()) - frame.scrollX();
        double y1 = geometry.lineTop(b, link.toLine()) - frame.scrollY() - 2;
        if (link.fromColumn() != link.toColumn()) {
            double lean = Math.signum(x1 - x0) * 6;
            x0 += lean;
            x1 -= lean;
        }
        Color color =
                palette.get(
                        here
                                ? GridColor.ACTIVE
                                : copied ? GridColor.PADDING_LINE : GridColor.ARROW);
        g.save();
        g.setStroke(color);
        g.setFill(color);
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineWidth(here ? 2 : 1.2);
        if (copied) {
            g.setLineDashes(3, 4);
        }
        g.strokeLine(x0, y0, x1, y1);
        g.restore();
        if (!copied || here) {
            arrowHead(x0, y0, x1, y1, color);
        }
    }

    private void arrowHead(double x0, double y0, double x1, double y1, Color color) {
        double length = Math.hypot(x1 - x0, y1 - y0);
        double ux = (x1 - x0) / length;
        double uy = (y1 - y0) / length;
        double backX = x1 - ux * 2 * ARROW_HEAD;
        double backY = y1 - uy * 2 * ARROW_HEAD;
        g.setFill(color);
        g.fillPolygon(
                new double[] {x1, backX - uy * ARROW_HEAD, backX + uy * ARROW_HEAD},
                new double[] {y1, backY + ux * ARROW_HEAD, backY - ux * ARROW_HEAD},
                3);
    }

    private void write(
            TextMeasure font, String s, double x, double y, TextAlignment alignment, Color color) {
        g.setFont(font.font());
        g.setTextAlign(alignment);
        g.setTextBaseline(VPos.CENTER);
        g.setFill(color);
        g.fillText(s, x, y);
    }
}
