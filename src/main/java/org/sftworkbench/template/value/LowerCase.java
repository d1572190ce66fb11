package org.sftworkbench.template.value;

/**
 * Python's {@code str.lower} of a string, in linear time; a sigma at the end of a word has a form
 * of its own.
 */
final class LowerCase {
    private static final int SIGMA = 0x3a3;
    private static final int DOTTED_I = 0x130;
    private static final String IGNORED_MARKS =
            "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

    private final String string;
    private final StringBuilder out;

    private LowerCase(String string) {
        this.string = string;
        this.out = new StringBuilder();
    }

    /** The lower case of one character of a string. */
    static String of(String string, int at) {
        LowerCase lower = new LowerCase(string);
        int c = string.codePointAt(at);
        lower.append(c, at, at + Character.charCount(c));
        return lower.out.toString();
    }

    static String of(String string) {
        LowerCase lower = new LowerCase(string);
        for (int at = 0; at < string.length(); ) {
            int c = string.codePointAt(at);
            int next = at + Character.charCount(c);
            lower.append(c, at, next);
            at = next;
        }
        return lower.out.toString();
    }

    private void append(int c, int at, int next) {
        if (c == SIGMA) {
            out.append(casedBefore(at) && !casedAfter(next) ? '\u03c2' : '\u03c3');
        } else if (c == DOTTED_I) {
            out.append("i\u0307");
        } else {
            out.appendCodePoint(Character.toLowerCase(c));
        }
    }

    private boolean casedBefore(int from) {
        int at = from;
        while (at > 0) {
            int c = string.codePointBefore(at);
            if (!ignored(c)) {
                return cased(c);
            }
            at -= Character.charCount(c);
        }
        return false;
    }

    private boolean casedAfter(int from) {
        int at = from;
        while (at < string.length()) {
            int c = string.codePointAt(at);
            if (!ignored(c)) {
                return cased(c);
            }
            at += Character.charCount(c);
        }
        return false;
    }

    static boolean cased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    private static boolean ignored(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL ->
                    true;
            default -> IGNORED_MARKS.indexOf(c) >= 0;
        };
    }
}
