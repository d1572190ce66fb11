package org.sftworkbench.ui.common.grid;

/**
 * An arrow between two cells of one block, from the bottom of the upper line to the top of the
 * lower one.
 *
 * @param fromLine line it starts from
 * @param fromColumn column it starts from
 * @param toLine line it points to
 * @param toColumn column it points to
 * @param kind how it is drawn
 */
public record GridLink(int fromLine, int fromColumn, int toLine, int toColumn, Kind kind) {
    /** How a link is drawn. */
    public enum Kind {
        /** A solid arrow: this position predicts that token. */
        PREDICTS,
        /** A dashed line: the value was copied from there. */
        COPIED
    }

    int leftmost() {
        return Math.min(fromColumn, toColumn);
    }

    int rightmost() {
        return Math.max(fromColumn, toColumn);
    }

    boolean touches(int line, int column) {
        return (line == fromLine && column == fromColumn) || (line == toLine && column == toColumn);
    }
}
