package org.sftworkbench.template.syntax;

import java.util.Locale;

/** Reads the escapes of a string literal, as Python does. */
final class StringLiteral {
    private final String body;
    private final int at;
    private final StringBuilder out = new StringBuilder();
    private int i;

    private StringLiteral(String body, int at) {
        this.body = body;
        this.at = at;
    }

    /**
     * @param body what stands between the quotes
     * @param at offset in the source, for errors
     */
    static String value(String body, int at) {
        if (body.indexOf('\\') < 0) {
            return body;
        }
        StringLiteral literal = new StringLiteral(body, at);
        while (literal.i < body.length()) {
            literal.next();
        }
        return literal.out.toString();
    }

    private void next() {
        char c = body.charAt(i++);
        if (c == '\\' && i < body.length()) {
            escape(body.charAt(i++));
        } else {
            out.append(c);
        }
    }

    private void escape(char c) {
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> hex(2, 'x');
            case 'u' -> hex(4, 'u');
            case 'U' -> hex(8, 'U');
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> out.append('\\').append(kept(c));
        }
    }

    /** Beyond ASCII, the escape that Python writes for the character is itself left as it is. */
    private static String kept(char c) {
        if (c < 0x80) {
            return String.valueOf(c);
        }
        return String.format(Locale.ROOT, c <= 0xff ? "x%02x" : "u%04x", (int) c);
    }

    private void octal() {
        int start = i - 1;
        while (i < body.length() && i < start + 3 && "01234567".indexOf(body.charAt(i)) >= 0) {
            i++;
        }
        out.append((char) Integer.parseInt(body.substring(start, i), 8));
    }

    private void hex(int digits, char kind) {
        int end = Math.min(body.length(), i + digits);
        String hex = body.substring(i, end);
        if (hex.length() < digits || !hex.matches("[0-9a-fA-F]+")) {
            throw new SyntaxException("the string has an incomplete \\" + kind + " escape", at);
        }
        long c = Long.parseLong(hex, 16);
        if (c > Character.MAX_CODE_POINT) {
            throw new SyntaxException("the string has an illegal Unicode character", at);
        }
        out.appendCodePoint((int) c);
        i = end;
    }

    private void named() {
        int end = body.indexOf('}', i);
        if (i >= body.length() || body.charAt(i) != '{' || end < 0) {
            throw new SyntaxException("the string has a malformed \\N escape", at);
        }
        try {
            out.appendCodePoint(Character.codePointOf(body.substring(i + 1, end)));
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("the string names an unknown Unicode character", at);
        }
        i = end + 1;
    }
}
