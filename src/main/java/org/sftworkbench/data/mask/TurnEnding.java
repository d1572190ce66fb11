package org.sftworkbench.data.mask;

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
        for (int at = from; at <= limit && length == 0; at++) {
            found = at;
            length = tokenAt(at);
        }
        found = length == 0 ? -1 : found;
        int end = found < 0 ? stripped(from, otherwise) : found + length;
        if (found >= 0 && !options.endOfTurn()) {
            end = found;
        }
        return options.trailingSpace() && (found < 0 || options.endOfTurn())
                ? withSpace(end, Math.max(otherwise, end))
                : end;
    }

    /** Length of the longest end-of-turn token at a position; 0 for none. */
    private int tokenAt(int at) {
        int longest = 0;
        for (String token : turnEnds) {
            if (token.length() > longest && text.startsWith(token, at)) {
                longest = token.length();
            }
        }
        return longest;
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
