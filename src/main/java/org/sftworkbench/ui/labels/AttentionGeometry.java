package org.sftworkbench.ui.labels;

import java.util.Optional;

/**
 * Where the cells of an attention matrix of T × T lie, in pixels.
 *
 * @param size T
 * @param width there is, of which a gutter at the left is for names
 * @param height there is, of which a strip at the top is for numbers
 */
record AttentionGeometry(int size, double width, double height) {
    static final double GUTTER = 96;
    static final double HEADER = 18;
    private static final double LARGEST_CELL = 26;

    /** Side of a cell; a fraction of a pixel for thousands of tokens. */
    double cell() {
        if (size == 0) {
            return 0;
        }
        double room = Math.max(0, Math.min(width - GUTTER - 2, height - HEADER - 2));
        double cell = Math.min(LARGEST_CELL, room / size);
        return cell > 3 ? Math.floor(cell) : cell;
    }

    double x(int key) {
        return GUTTER + key * cell();
    }

    double y(int query) {
        return HEADER + query * cell();
    }

    /** The cell at a point. */
    Optional<AttentionCell> at(double x, double y) {
        if (x < GUTTER || y < HEADER || size == 0 || cell() == 0) {
            return Optional.empty();
        }
        int key = (int) ((x - GUTTER) / cell());
        int query = (int) ((y - HEADER) / cell());
        return key < size && query < size
                ? Optional.of(new AttentionCell(query, key))
                : Optional.empty();
    }
}
