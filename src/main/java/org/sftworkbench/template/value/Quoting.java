package org.sftworkbench.template.value;

/** Writes a string as Python's {@code repr} does. */
public final class Quoting {
    private Quoting() {}

    /** The string in quotes, with escapes; single quotes unless only those occur in it. */
    public static String quote(String string) {
        char quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder(string.length() + 2).append(quote);
        string.codePoints().forEach(c -> escape(c, quote, out));
        return out.append(quote).toString();
    }

    /** Whether a string is a plain name, such as an attribute written after a dot. */
    public static boolean isIdentifier(String string) {
        return !string.isEmpty()
                && isStart(string.codePointAt(0))
                && string.codePoints().allMatch(Quoting::isPart);
    }

    private static boolean isStart(int c) {
        return c == '_' || Character.isUnicodeIdentifierStart(c);
    }

    private static boolean isPart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    /** What is beyond ASCII as escapes. */
    static String ascii(String string) {
        StringBuilder out = new StringBuilder();
        string.codePoints()
                .forEach(
                        c -> {
                            if (c < 0x80) {
                                out.appendCodePoint(c);
                            } else {
                                out.append(code(c));
                            }
                        });
        return out.toString();
    }

    private static String code(int c) {
        if (c <= 0xff) {
            return "\\x" + hex(c, 2);
        }
        return c <= 0xffff ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8);
    }

    /** A code as so many hexadecimal digits. */
    static String hex(int c, int digits) {
        String hex = Integer.toHexString(c);
        return "0".repeat(digits - hex.length()) + hex;
    }

    private static void escape(int c, char quote, StringBuilder out) {
        if (c == quote || c == '\\') {
            out.append('\\').appendCodePoint(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (isPrintable(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(code(c));
        }
    }

    /** Python's {@code str.isprintable} for one character. */
    static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
