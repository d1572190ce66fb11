package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cuts texts apart and puts them together, as Python's string methods do; origins are kept. */
public final class Pieces {
    private final Budget budget;

    public Pieces(Budget budget) {
        this.budget = budget;
    }

    /**
     * Takes characters off the ends.
     *
     * @param characters which to take off; null for white space
     */
    public Text strip(Text text, String characters, boolean left, boolean right) {
        String string = text.string();
        budget.copying(string.length());
        int start = 0;
        int end = string.length();
        while (left && start < end && strips(string.codePointAt(start), characters)) {
            start += Character.charCount(string.codePointAt(start));
        }
        while (right && end > start && strips(string.codePointBefore(end), characters)) {
            end -= Character.charCount(string.codePointBefore(end));
        }
        return text.slice(start, end);
    }

    private static boolean strips(int c, String characters) {
        return characters == null
                ? c <= 0xffff && PythonSpace.isSpace((char) c)
                : characters.indexOf(c) >= 0;
    }

    /**
     * Splits from the left.
     *
     * @param separator null for runs of white space
     * @param most how many cuts at most; below 0 for all
     */
    public List<Value> split(Text text, String separator, long most) {
        budget.copying(text.length());
        return separator == null ? splitSpace(text, most) : splitAt(text, checked(separator), most);
    }

    private List<Value> splitAt(Text text, String separator, long most) {
        List<Value> parts = new ArrayList<>();
        int at = 0;
        int next = new TextSearch(budget).first(text.string(), separator, 0);
        while (next >= 0 && (most < 0 || parts.size() < most)) {
            add(parts, text.slice(at, next));
            at = next + separator.length();
            next = new TextSearch(budget).first(text.string(), separator, at);
        }
        add(parts, text.slice(at, text.length()));
        return parts;
    }

    private List<Value> splitSpace(Text text, long most) {
        List<Value> parts = new ArrayList<>();
        String string = text.string();
        int at = skip(string, 0, true);
        while (at < string.length()) {
            boolean rest = most >= 0 && parts.size() >= most;
            int end = rest ? string.length() : skip(string, at, false);
            Text part = text.slice(at, end);
            add(parts, part);
            at = skip(string, end, true);
        }
        return parts;
    }

    private static int skip(String string, int from, boolean space) {
        int at = from;
        while (at < string.length() && PythonSpace.isSpace(string.charAt(at)) == space) {
            at++;
        }
        return at;
    }

    /** Splits from the right. */
    public List<Value> splitFromRight(Text text, String separator, long most) {
        if (most < 0) {
            return split(text, separator, most);
        }
        budget.copying(text.length());
        List<Value> parts = new ArrayList<>();
        String string = text.string();
        int end = string.length();
        if (separator == null) {
            end = skipBack(string, end, true);
            while (end > 0) {
                boolean rest = parts.size() >= most;
                int start = rest ? 0 : skipBack(string, end, false);
                Text part = text.slice(start, end);
                add(parts, part);
                end = skipBack(string, start, true);
            }
        } else {
            int length = checked(separator).length();
            int next = string.lastIndexOf(separator);
            while (next >= 0 && parts.size() < most) {
                add(parts, text.slice(next + length, end));
                end = next;
                next = end < length ? -1 : string.lastIndexOf(separator, end - length);
            }
            add(parts, text.slice(0, end));
        }
        Collections.reverse(parts);
        return parts;
    }

    private static int skipBack(String string, int from, boolean space) {
        int at = from;
        while (at > 0 && PythonSpace.isSpace(string.charAt(at - 1)) == space) {
            at--;
        }
        return at;
    }

    private void add(List<Value> parts, Text part) {
        budget.step();
        parts.add(part);
    }

    private static String checked(String separator) {
        if (separator.isEmpty()) {
            throw new EvaluationException("empty separator");
        }
        return separator;
    }

    /** Splits at line ends. */
    public List<Value> lines(Text text, boolean keepEnds) {
        budget.copying(text.length());
        List<Value> lines = new ArrayList<>();
        String string = text.string();
        int start = 0;
        for (int i = 0; i < string.length(); i++) {
            if (PythonSpace.endsLine(string.charAt(i))) {
                int next = string.startsWith("\r\n", i) ? i + 2 : i + 1;
                add(lines, text.slice(start, keepEnds ? next : i));
                start = next;
                i = next - 1;
            }
        }
        if (start < string.length()) {
            add(lines, text.slice(start, string.length()));
        }
        return lines;
    }

    /** Replaces the first occurrences; all of them where {@code most} is below 0. */
    public Text replace(Text text, Text old, Text with, long most) {
        budget.copying(text.length());
        TextBuilder out = new TextBuilder(budget);
        String string = text.string();
        int at = 0;
        int next = new TextSearch(budget).first(string, old.string(), 0);
        for (long done = 0; next >= 0 && (most < 0 || done < most); done++) {
            out.append(text.slice(at, next)).append(with);
            at = next + old.length();
            int from = at;
            if (old.isEmpty()) {
                if (next >= string.length()) {
                    break;
                }
                from = next + Character.charCount(string.codePointAt(next));
                out.append(text.slice(next, from));
                at = from;
            }
            next = new TextSearch(budget).first(string, old.string(), from);
        }
        return out.append(text.slice(at, string.length())).toText().asMarkup(text.markup());
    }

    /** Puts texts together with a separator between them. */
    public Text join(Text separator, List<Text> parts) {
        TextBuilder out = new TextBuilder(budget);
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? Text.EMPTY : separator).append(parts.get(i));
        }
        return out.toText();
    }
}
