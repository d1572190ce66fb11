package org.sftworkbench.ui.labels;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.sftworkbench.data.AttentionBlocks;
import org.sftworkbench.ui.labels.AttentionColors.Part;

/** Draws an attention matrix. FX thread only. */
final class AttentionPainter {
    private static final double HATCH = 6;
    private static final double TEXT_SIZE = 10.5;
    private static final double READABLE = 12;
    private static final double CELLS_APART = 5;

    private final GraphicsContext g;
    private final AttentionColors colors;
    private AttentionPicture picture;
    private AttentionGeometry geometry;

    AttentionPainter(GraphicsContext g, AttentionColors colors) {
        this.g = g;
        this.colors = colors;
    }

    /**
     * @param active the cell the user points at or has picked, or null
     */
    void paint(AttentionPicture shown, AttentionGeometry place, AttentionCell active) {
        this.picture = shown;
        this.geometry = place;
        g.clearRect(0, 0, place.width(), place.height());
        if (place.cell() == 0) {
            return;
        }
        double side = place.size() * place.cell();
        g.setFill(colors.get(Part.BACK));
        g.fillRect(place.x(0), place.y(0), side, side);
        List<AttentionBlocks.Block> blocks = shown.blocks().blocks();
        for (int b = 0; b < blocks.size(); b++) {
            if (shown.leakShown()) {
                leaks(blocks, b);
            }
            sees(blocks.get(b), b);
        }
        padding(side);
        apart(side);
        for (AttentionBlocks.Block block : blocks) {
            border(block, side);
        }
        if (active != null) {
            active(active, side);
        }
        names(active);
    }

    /** A triangle of steps: each token sees its row up to itself. */
    private void sees(AttentionBlocks.Block block, int b) {
        g.setFill(colors.get(b % 2 == 0 ? Part.SEES : Part.SEES_OTHER));
        for (int i = block.start(); i < block.end(); i++) {
            double width = (i + 1 - block.start()) * geometry.cell();
            g.fillRect(geometry.x(block.start()), geometry.y(i), width, geometry.cell());
        }
    }

    private void leaks(List<AttentionBlocks.Block> blocks, int b) {
        AttentionBlocks.Block own = blocks.get(b);
        for (AttentionBlocks.Block other : blocks.subList(0, b)) {
            double x = geometry.x(other.start());
            double y = geometry.y(own.start());
            double width = other.length() * geometry.cell();
            double height = own.length() * geometry.cell();
            g.setFill(colors.get(Part.LEAKS));
            g.fillRect(x, y, width, height);
            hatch(Part.LEAKS_LINE, x, y, width, height);
        }
    }

    /** Rows and columns that belong to nobody. */
    private void padding(double side) {
        int at = 0;
        for (AttentionBlocks.Block block : picture.blocks().blocks()) {
            padding(at, block.start(), side);
            at = block.end();
        }
        padding(at, geometry.size(), side);
    }

    private void padding(int from, int to, double side) {
        if (from < to) {
            double length = (to - from) * geometry.cell();
            hatch(Part.PADDING_LINE, geometry.x(from), geometry.y(0), length, side);
            hatch(Part.PADDING_LINE, geometry.x(0), geometry.y(from), side, length);
        }
    }

    private void hatch(Part color, double x, double y, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(colors.get(color));
        g.setLineWidth(1);
        for (double d = -height; d < width; d += HATCH) {
            g.strokeLine(x + d, y + height, x + d + height, y);
        }
        g.restore();
    }

    /** Single cells can be told apart where there is room. */
    private void apart(double side) {
        if (geometry.cell() < CELLS_APART) {
            return;
        }
        g.setStroke(colors.get(Part.BACK));
        g.setLineWidth(1);
        for (int t = 0; t <= geometry.size(); t++) {
            double x = geometry.x(t) + 0.5;
            double y = geometry.y(t) + 0.5;
            g.strokeLine(x, geometry.y(0), x, geometry.y(0) + side);
            g.strokeLine(geometry.x(0), y, geometry.x(0) + side, y);
        }
    }

    private void border(AttentionBlocks.Block block, double side) {
        g.setStroke(colors.get(Part.BORDER));
        g.setLineWidth(1);
        double x = geometry.x(block.start()) + 0.5;
        double y = geometry.y(block.start()) + 0.5;
        double length = block.length() * geometry.cell();
        g.strokeRect(x, y, length, length);
        if (block.start() > 0) {
            g.save();
            g.setLineDashes(2, 3);
            g.strokeLine(geometry.x(0), y, x, y);
            g.strokeLine(x, y + length, x, geometry.y(0) + side);
            g.restore();
        }
    }

    private void active(AttentionCell at, double side) {
        double cell = Math.max(1, geometry.cell());
        double x = geometry.x(at.key());
        double y = geometry.y(at.query());
        g.save();
        g.setGlobalAlpha(0.25);
        g.setFill(colors.get(Part.ACTIVE));
        g.fillRect(geometry.x(0), y, side, cell);
        g.fillRect(x, geometry.y(0), cell, side);
        g.restore();
        g.setStroke(colors.get(Part.ACTIVE));
        g.setLineWidth(2);
        g.strokeRect(x - 1, y - 1, cell + 2, cell + 2);
    }

    private void names(AttentionCell active) {
        g.setFont(Font.font(TEXT_SIZE));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        double room = AttentionGeometry.GUTTER - 8;
        double right = AttentionGeometry.GUTTER - 4;
        if (geometry.cell() >= READABLE) {
            for (int t = 0; t < geometry.size(); t++) {
                boolean here = active != null && active.query() == t;
                g.setFill(colors.get(here ? Part.ACTIVE : Part.TEXT));
                double y = geometry.y(t) + geometry.cell() / 2;
                g.fillText(picture.tokens().get(t), right, y, room);
            }
        } else {
            g.setFill(colors.get(Part.TEXT));
            for (int b = 0; b < picture.rows().size(); b++) {
                AttentionBlocks.Block block = picture.blocks().blocks().get(b);
                double y = (geometry.y(block.start()) + geometry.y(block.end())) / 2;
                g.fillText(picture.rows().get(b), right, y, room);
            }
        }
        g.setTextAlign(TextAlignment.CENTER);
        int every = Math.max(1, (int) Math.ceil(28 / geometry.cell()));
        for (int t = 0; t < geometry.size(); t += every) {
            boolean here = active != null && active.key() == t;
            g.setFill(colors.get(here ? Part.ACTIVE : Part.MUTED));
            g.fillText(
                    Integer.toString(t),
                    geometry.x(t) + geometry.cell() / 2,
                    AttentionGeometry.HEADER / 2);
        }
    }
}
