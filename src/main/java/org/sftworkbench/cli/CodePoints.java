package org.sftworkbench.cli;

/**
 * Counts a text in code points, as Python does, where Java counts UTF-16 units. Offsets are asked
 * for in about ascending order, which makes this one pass over the text.
 */
final class CodePoints {
    private final String text;
    private int unit;
    private int count;

    CodePoints(String text) {
        this.text = text;
    }

    /** Code points before an offset in UTF-16 units. */
    int at(int offset) {
        count +=
                offset >= unit
                        ? text.codePointCount(unit, offset)
                        : -text.codePointCount(offset, unit);
        unit = offset;
        return count;
    }
}
