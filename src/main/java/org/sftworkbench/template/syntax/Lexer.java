package org.sftworkbench.template.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.template.value.PythonSpace;

/**
 * Cuts template source into tokens, with {@code trim_blocks} and {@code lstrip_blocks} as
 * transformers sets them: the line end after a block goes, and so does the indentation before one.
 */
final class Lexer {
    private static final Pattern RAW_BEGIN =
            Pattern.compile(
                    "\\{%([-+]?)\\s*raw\\s*(-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern RAW_END =
            Pattern.compile(
                    "\\{%([-+]?)\\s*endraw\\s*(\\+%\\}|-%\\}\\s*|%\\}\\n?)",
                    Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FLOAT =
            Pattern.compile(
                    "(\\d+_)*\\d+((\\.(\\d+_)*\\d+)?[eE][+-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+)");
    private static final Pattern INTEGER =
            Pattern.compile(
                    "0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|[1-9](_?\\d)*|0(_?0)*");
    private static final List<String> OPERATORS =
            List.of(
                    "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(",
                    ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int at;
    private boolean lineStarting = true;

    private Lexer(String source) {
        this.source = source;
    }

    /**
     * @throws SyntaxException where a character, string, comment or tag is broken
     */
    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        while (lexer.at < source.length()) {
            lexer.data();
        }
        lexer.add(Token.Kind.END, "", source.length());
        return lexer.tokens;
    }

    private void add(Token.Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, start));
    }

    private void moveTo(int next) {
        if (next > at) {
            lineStarting = source.charAt(next - 1) == '\n';
        }
        at = next;
    }

    private void data() {
        int tag = nextTag();
        if (tag < 0) {
            add(Token.Kind.DATA, source.substring(at), at);
            moveTo(source.length());
            return;
        }
        char control = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
        boolean controlled = control == '-' || control == '+';
        boolean output = source.charAt(tag + 1) == '{';
        Matcher raw = RAW_BEGIN.matcher(source).region(tag, source.length());
        text(at, tag, control, !output);
        if (raw.lookingAt()) {
            moveTo(raw.end());
            raw(tag);
        } else if (source.charAt(tag + 1) == '#') {
            comment(tag, tag + (controlled ? 3 : 2));
        } else {
            add(output ? Token.Kind.OUTPUT_BEGIN : Token.Kind.BLOCK_BEGIN, "", tag);
            moveTo(tag + (controlled ? 3 : 2));
            code(output, tag);
        }
    }

    private int nextTag() {
        for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Text before a tag, less the white space the tag takes off it. */
    private void text(int start, int end, char control, boolean strips) {
        int kept = end;
        if (control == '-') {
            while (kept > start && PythonSpace.isSpace(source.charAt(kept - 1))) {
                kept--;
            }
        } else if (control != '+' && strips) {
            int blank = end;
            while (blank > start
                    && source.charAt(blank - 1) != '\n'
                    && PythonSpace.isSpace(source.charAt(blank - 1))) {
                blank--;
            }
            boolean startsHere = blank > start ? source.charAt(blank - 1) == '\n' : lineStarting;
            if (startsHere) {
                kept = blank;
            }
        }
        if (kept > start) {
            add(Token.Kind.DATA, source.substring(start, kept), start);
        }
    }

    private void raw(int tag) {
        Matcher end = RAW_END.matcher(source);
        if (!end.find(at)) {
            throw new SyntaxException("this {% raw %} is never closed with {% endraw %}", tag);
        }
        char control = end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0);
        text(at, end.start(), control, true);
        moveTo(end.end());
    }

    private void comment(int tag, int body) {
        int end = source.indexOf("#}", body);
        if (body == source.length()) {
            // As in Jinja, which finds nothing there that would be a comment.
            moveTo(body);
            return;
        }
        if (end < 0) {
            throw new SyntaxException("this comment is never closed with '#}'", tag);
        }
        char control = end > body ? source.charAt(end - 1) : ' ';
        moveTo(afterTag(end + 2, control, true));
    }

    /** Where the source goes on after a closing tag has taken its white space. */
    private int afterTag(int end, char control, boolean trims) {
        int next = end;
        if (control == '-') {
            while (next < source.length() && PythonSpace.isSpace(source.charAt(next))) {
                next++;
            }
        } else if (trims && control != '+' && next < source.length()) {
            next += source.charAt(next) == '\n' ? 1 : 0;
        }
        return next;
    }

    private void code(boolean output, int tag) {
        String close = output ? "}}" : "%}";
        open.clear();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (open.isEmpty() && closes(close, !output)) {
                boolean controlled = c == '-' || c == '+';
                add(output ? Token.Kind.OUTPUT_END : Token.Kind.BLOCK_END, "", at);
                moveTo(afterTag(at + (controlled ? 3 : 2), c, !output));
                return;
            }
            if (PythonSpace.isSpace(c)) {
                moveTo(at + 1);
            } else {
                token(c);
            }
        }
        throw new SyntaxException(
                "this '" + (output ? "{{" : "{%") + "' is never closed with '" + close + "'", tag);
    }

    private boolean closes(String close, boolean allowsPlus) {
        return source.startsWith(close, at)
                || source.startsWith("-" + close, at)
                || allowsPlus && source.startsWith("+" + close, at);
    }

    private void token(char c) {
        if (c == '\'' || c == '"') {
            string(c);
        } else if (Character.isDigit(c)) {
            number();
        } else if (isNamePart(source.codePointAt(at))) {
            name();
        } else {
            operator(c);
        }
    }

    private void string(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new SyntaxException("this string is never closed with " + quote, at);
        }
        String value = StringLiteral.value(source.substring(at + 1, end), at);
        add(Token.Kind.STRING, value, at);
        moveTo(end + 1);
    }

    private void number() {
        boolean afterDot = at > 0 && source.charAt(at - 1) == '.';
        Matcher number = FLOAT.matcher(source).region(at, source.length());
        if (!afterDot && number.lookingAt()) {
            add(Token.Kind.FLOAT, number.group().replace("_", ""), at);
        } else {
            number = INTEGER.matcher(source).region(at, source.length());
            if (!number.lookingAt()) {
                throw new SyntaxException("'" + source.charAt(at) + "' begins no number", at);
            }
            add(Token.Kind.INTEGER, number.group().replace("_", ""), at);
        }
        moveTo(number.end());
    }

    private void name() {
        int end = at;
        while (end < source.length() && isNamePart(source.codePointAt(end))) {
            end += Character.charCount(source.codePointAt(end));
        }
        add(Token.Kind.NAME, source.substring(at, end), at);
        moveTo(end);
    }

    private static boolean isNamePart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private void operator(char c) {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                balance(operator);
                add(Token.Kind.OPERATOR, operator, at);
                moveTo(at + operator.length());
                return;
            }
        }
        throw new SyntaxException("unexpected character '" + c + "'", at);
    }

    private void balance(String operator) {
        switch (operator) {
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "{" -> open.push("}");
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    throw new SyntaxException("unexpected '" + operator + "'", at);
                }
                String expected = open.pop();
                if (!expected.equals(operator)) {
                    throw new SyntaxException(
                            "unexpected '" + operator + "', expected '" + expected + "'", at);
                }
            }
            default -> {}
        }
    }
}
