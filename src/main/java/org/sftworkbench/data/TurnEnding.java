package org.sftworkbench.data;

import java.util.List;

/** Finds where the trained part of a turn ends in a text. */
final class TurnEnding {
    private final String text;
    private final List<String> turnEnds;
    private final MaskOptions options;

    /**
     * @param turnEnds tokens that end a turn
     */
    TurnEnding(String text, List<String> turnEnds, MaskOptions options) {
        this.text = text;
        this.turnEnds = turnEnds;
        this.options = options;
    }

    /**
     * The end of what is trained, at or after a position.
     *
     * @param from one past the last character of the answer that is known to be trained
     * @param limit an end-of-turn token begins here at the latest
     * @param otherwise the turn's end where it has no such token
     */
    int after(int from, int limit, int otherwise) {
        int found = -1;
        int length = 0;
        for (String token : turnEnds) {
            int at = text.indexOf(token, from);
            boolean inTurn = at >= 0 && at <= limit;
            boolean first = found < 0 || at < found || at == found && token.length() > length;
            if (inTurn && first) {
                found = at;
                length = token.length();
            }
        }
        int end = found < 0 ? stripped(from, otherwise) : found + length;
        if (found >= 0 && !options.endOfTurn()) {
            end = found;
        }
        return options.trailingSpace() && (found < 0 || options.endOfTurn())
                ? withSpace(end, Math.max(otherwise, end))
                : end;
    }

    private int stripped(int from, int otherwise) {
        int end = otherwise;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int withSpace(int end, int limit) {
        int at = end;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
