package org.sftworkbench.ui.template;

import org.sftworkbench.template.TemplatePosition;
import org.sftworkbench.template.TextRange;

/** Finds stretches of a template's source from the places the interpreter names. */
final class SourceRanges {
    private SourceRanges() {}

    /** Index of a place, kept within the source. */
    static int index(String source, TemplatePosition position) {
        int start = 0;
        for (int line = 1; line < position.line(); line++) {
            int feed = source.indexOf('\n', start);
            if (feed < 0) {
                return source.length();
            }
            start = feed + 1;
        }
        return Math.min(source.length(), start + position.column() - 1);
    }

    /** The node that begins at a place: a whole tag, or literal text up to the next tag. */
    static TextRange node(String source, TemplatePosition position) {
        int start = index(source, position);
        if (source.startsWith("{{", start)) {
            return new TextRange(start, after(source, "}}", start));
        }
        if (source.startsWith("{%", start)) {
            return new TextRange(start, after(source, "%}", start));
        }
        int end = source.length();
        for (String opener : new String[] {"{{", "{%", "{#"}) {
            int at = source.indexOf(opener, start);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return new TextRange(start, end);
    }

    /** What to underline for an error at a place: the rest of its line, at least one character. */
    static TextRange error(String source, TemplatePosition position) {
        int start = index(source, position);
        int end = source.indexOf('\n', start);
        if (end < 0) {
            end = source.length();
        }
        if (end == start) {
            start = Math.max(0, start - 1);
        }
        return new TextRange(start, end);
    }

    private static int after(String source, String closer, int from) {
        int at = source.indexOf(closer, from);
        return at < 0 ? source.length() : at + closer.length();
    }
}
