package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.template.TextRange;

/**
 * Cuts template source into stretches to colour. Unlike the parser it never gives up: source is
 * coloured while it is being typed, when it is seldom valid.
 */
final class SyntaxScanner {
    /** A stretch of one kind. */
    record Stretch(SyntaxKind kind, TextRange range) {}

    private static final Set<String> WORDS =
            Set.of(
                    "in",
                    "not",
                    "and",
                    "or",
                    "is",
                    "if",
                    "else",
                    "elif",
                    "recursive",
                    "import",
                    "as",
                    "with",
                    "without",
                    "context",
                    "ignore",
                    "missing");
    private static final Set<String> LITERALS =
            Set.of("true", "false", "none", "True", "False", "None");

    /* A string that is never closed ends with its line, so that the rest keeps its colours. */
    private static final Pattern PIECE =
            Pattern.compile(
                    "(?<string>'(?:\\\\.|[^'\\\\\\n])*'?|\"(?:\\\\.|[^\"\\\\\\n])*\"?)"
                            + "|(?<number>\\d[\\w.]*)"
                            + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)"
                            + "|(?<other>.)",
                    Pattern.DOTALL);
    private static final Pattern OPENING = Pattern.compile("\\{[{%#]");

    private final String source;
    private final List<Stretch> stretches = new ArrayList<>();

    private SyntaxScanner(String source) {
        this.source = source;
    }

    /** Stretches that tile the source. */
    static List<Stretch> scan(String source) {
        SyntaxScanner scanner = new SyntaxScanner(source);
        scanner.run();
        return scanner.stretches;
    }

    private void run() {
        Matcher opening = OPENING.matcher(source);
        int at = 0;
        while (opening.find(at)) {
            add(SyntaxKind.TEXT, at, opening.start());
            at = tag(opening.start());
        }
        add(SyntaxKind.TEXT, at, source.length());
    }

    private int tag(int start) {
        char kind = source.charAt(start + 1);
        if (kind == '#') {
            int close = source.indexOf("#}", start + 2);
            int end = close < 0 ? source.length() : close + 2;
            add(SyntaxKind.COMMENT, start, end);
            return end;
        }
        String close = kind == '{' ? "}}" : "%}";
        int inside = start + 2 + (isControl(start + 2) ? 1 : 0);
        add(SyntaxKind.DELIMITER, start, inside);
        int end = expression(inside, close, kind == '%');
        if (end == source.length()) {
            return end;
        }
        int after = source.startsWith(close, end) ? end + 2 : end + 3;
        add(SyntaxKind.DELIMITER, end, after);
        return after;
    }

    private boolean isControl(int at) {
        return at < source.length() && "+-".indexOf(source.charAt(at)) >= 0;
    }

    /** Colours up to the closing braces, and returns where they begin. */
    private int expression(int from, String close, boolean statement) {
        int at = from;
        boolean first = statement;
        int depth = 0;
        String before = "";
        Matcher piece = PIECE.matcher(source);
        while (at < source.length()) {
            boolean closes =
                    source.startsWith(close, at)
                            || (isControl(at) && source.startsWith(close, at + 1));
            if (closes && (depth == 0 || close.equals("%}"))) {
                return at;
            }
            piece.region(at, source.length()).lookingAt();
            String text = piece.group();
            if (piece.group("name") != null) {
                add(first ? SyntaxKind.KEYWORD : name(text, before, piece.end()), at, piece.end());
                first = false;
            } else if (piece.group("string") != null) {
                add(SyntaxKind.STRING, at, piece.end());
            } else if (piece.group("number") != null) {
                add(SyntaxKind.NUMBER, at, piece.end());
            } else {
                depth += text.equals("{") ? 1 : text.equals("}") && depth > 0 ? -1 : 0;
                add(SyntaxKind.CODE, at, piece.end());
            }
            if (!text.isBlank()) {
                before = text;
            }
            at = piece.end();
        }
        return source.length();
    }

    private SyntaxKind name(String name, String before, int end) {
        if (before.equals(".")) {
            return isCalled(end) ? SyntaxKind.FUNCTION : SyntaxKind.CODE;
        }
        if (before.equals("|") || (before.equals("is") && !name.equals("not"))) {
            return SyntaxKind.FUNCTION;
        }
        if (LITERALS.contains(name)) {
            return SyntaxKind.LITERAL;
        }
        if (WORDS.contains(name)) {
            return SyntaxKind.KEYWORD;
        }
        return isCalled(end) ? SyntaxKind.FUNCTION : SyntaxKind.CODE;
    }

    private boolean isCalled(int end) {
        return end < source.length() && source.charAt(end) == '(';
    }

    private void add(SyntaxKind kind, int start, int end) {
        if (end > start) {
            stretches.add(new Stretch(kind, new TextRange(start, end)));
        }
    }
}
