package org.sftworkbench.template;

import java.util.ArrayList;
import java.util.List;

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

    /** What is left of it without another stretch: the parts before and after, where there are. */
    public List<TextRange> without(TextRange cut) {
        if (cut.end <= start || cut.start >= end) {
            return List.of(this);
        }
        List<TextRange> left = new ArrayList<>();
        if (cut.start > start) {
            left.add(new TextRange(start, cut.start));
        }
        if (cut.end < end) {
            left.add(new TextRange(cut.end, end));
        }
        return left;
    }
}
