package org.sftworkbench.ui.common.grid;

/**
 * One cell.
 *
 * @param text what stands in it, white space already visible
 * @param detail a smaller second line, such as the token id; may be empty
 * @param kind what it stands for
 * @param heat strength of the heat colour from 0 to 1, or NaN for none
 */
public record GridCell(String text, String detail, CellKind kind, double heat) {
    /** Draws nothing. */
    public static final GridCell BLANK = of("", "", CellKind.BLANK);

    public static GridCell of(String text, String detail, CellKind kind) {
        return new GridCell(text, detail, kind, Double.NaN);
    }

    /** A small figure. */
    public static GridCell figure(int value, boolean muted) {
        return of(Integer.toString(value), "", muted ? CellKind.FIGURE_MUTED : CellKind.FIGURE);
    }
}
