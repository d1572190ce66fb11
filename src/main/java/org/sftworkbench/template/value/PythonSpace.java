package org.sftworkbench.template.value;

/** What Python counts as white space, and as the end of a line. */
public final class PythonSpace {
    private PythonSpace() {}

    /** Python's {@code str.isspace} for one character; all of these are single UTF-16 units. */
    public static boolean isSpace(char c) {
        return c >= 0x09 && c <= 0x0d
                || c >= 0x1c && c <= 0x20
                || c == 0x85
                || c == 0xa0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200a
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000;
    }

    /** Whether {@code str.splitlines} ends a line here. */
    static boolean endsLine(char c) {
        return c >= 0x0a && c <= 0x0d
                || c >= 0x1c && c <= 0x1e
                || c == 0x85
                || c == 0x2028
                || c == 0x2029;
    }

    /** A string without white space at both ends. */
    public static String strip(String string) {
        int start = 0;
        int end = string.length();
        while (start < end && isSpace(string.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(string.charAt(end - 1))) {
            end--;
        }
        return string.substring(start, end);
    }
}
