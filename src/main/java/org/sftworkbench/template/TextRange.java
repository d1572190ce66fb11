package org.sftworkbench.template;

/**
 * A stretch of text.
 *
 * @param start first character, in UTF-16 units
 * @param end one past the last character
 */
public record TextRange(int start, int end) {
    public boolean contains(int position) {
        return start <= position && position < end;
    }
}
