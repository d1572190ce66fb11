package org.sftworkbench.template.value;

/**
 * A stretch of a text whose characters have one origin.
 *
 * @param length in UTF-16 units, above 0
 * @param source the input value the characters come from, or null for text of the template
 * @param offset index in the source of the first character, or -1 where it was re-encoded
 * @param node offset in the template of the node that wrote it into a captured block, or -1
 * @param turn message whose loop turn wrote it, or -1
 */
public record Run(int length, InputSource source, int offset, int node, int turn) {
    /** Text of the template. */
    static Run plain(int length) {
        return new Run(length, null, -1, -1, -1);
    }

    /** Characters of an input value. */
    static Run input(int length, InputSource source, int offset) {
        return new Run(length, source, offset, -1, -1);
    }

    /** The part from {@code from} to {@code to}, counted from this run's start. */
    Run part(int from, int to) {
        return new Run(to - from, source, offset < 0 ? -1 : offset + from, node, turn);
    }

    /** The same origin for characters that no longer match the source one by one. */
    Run reencoded(int newLength) {
        return new Run(newLength, source, -1, node, turn);
    }

    /** The same characters as written by a node in a turn; what an earlier capture knows stays. */
    Run written(int byNode, int inTurn) {
        return new Run(
                length, source, offset, node >= 0 ? node : byNode, inTurn >= 0 ? inTurn : turn);
    }

    /** The same characters as shown by a node in a turn, whatever captured them before. */
    Run shown(int byNode, int inTurn) {
        return new Run(length, source, offset, byNode, inTurn >= 0 ? inTurn : turn);
    }

    /** Whether {@code next} continues this run, so that the two are one. */
    public boolean continuesWith(Run next) {
        return sameSource(next)
                && node == next.node
                && turn == next.turn
                && (offset < 0 ? next.offset < 0 : next.offset == offset + length);
    }

    private boolean sameSource(Run next) {
        return source == null ? next.source == null : source.equals(next.source);
    }

    Run extended(int by) {
        return new Run(length + by, source, offset, node, turn);
    }
}
