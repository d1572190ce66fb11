package org.sftworkbench.template.value;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Upper and lower case as Python's string methods see it; origins are kept. */
public final class Casing {
    private static final int DOTLESS_I = 0x131;
    private static final int CAPITAL_SHARP_S = 0x1e9e;

    private final Budget budget;

    public Casing(Budget budget) {
        this.budget = budget;
    }

    public Text upper(Text text) {
        return map(text, Casing::upper);
    }

    public Text lower(Text text) {
        return map(text, LowerCase::of);
    }

    /** For comparing without case; also takes apart what has no single upper case, such as ß. */
    public Text folded(Text text) {
        return map(text, string -> each(string, at -> folded(string.codePointAt(at))));
    }

    /** As Unicode folds: Cherokee to upper case, everything else by way of it to lower case. */
    private static String folded(int c) {
        boolean cherokee = c >= 0x13a0 && c <= 0x13fd || c >= 0xab70 && c <= 0xabbf;
        if (c == DOTLESS_I || cherokee) {
            return cherokee ? upper(c) : Character.toString(c);
        }
        return c == CAPITAL_SHARP_S ? "ss" : LowerCase.of(upper(c));
    }

    /** The upper case of each character by itself, so that the time grows with the length only. */
    private static String upper(String string) {
        return each(string, at -> upper(string.codePointAt(at)));
    }

    private static String upper(int c) {
        return Character.toString(c).toUpperCase(Locale.ROOT);
    }

    private static String each(String string, IntFunction<String> change) {
        StringBuilder out = new StringBuilder(string.length());
        for (int at = 0; at < string.length(); ) {
            out.append(change.apply(at));
            at += Character.charCount(string.codePointAt(at));
        }
        return out.toString();
    }

    /** First character in upper case, the others in lower case. */
    public Text capitalize(Text text) {
        String string = text.string();
        return map(
                text,
                unused ->
                        each(
                                string,
                                at ->
                                        at == 0
                                                ? titled(string.codePointAt(0))
                                                : LowerCase.of(string, at)));
    }

    /** The form at the start of a word, which for some letters is not the upper case. */
    private static String titled(int c) {
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        int title = Character.toTitleCase(c);
        boolean single = upper.codePointCount(0, upper.length()) == 1;
        if (single || title != c || Character.isTitleCase(c)) {
            return Character.toString(title);
        }
        // What is no letter, such as the apostrophe of ŉ, leaves the upper case to the next one.
        int raised = LowerCase.cased(upper.codePointAt(0)) ? 1 : 2;
        String rest = upper.substring(raised).toLowerCase(Locale.ROOT);
        // Greek letters with an iota below keep it there.
        boolean greek = c >= 0x1f80 && c <= 0x1fff;
        return upper.substring(0, raised) + (greek ? rest.replace('ι', '\u0345') : rest);
    }

    public Text swapCase(Text text) {
        return map(text, string -> each(string, at -> swapped(string, at)));
    }

    private static String swapped(String string, int at) {
        int c = string.codePointAt(at);
        if (Character.isUpperCase(c)) {
            return LowerCase.of(string, at);
        }
        return Character.isLowerCase(c) ? upper(c) : Character.toString(c);
    }

    /** Title case at the start of each run of letters, lower case elsewhere. */
    public Text title(Text text) {
        String string = text.string();
        boolean[] within = {false};
        IntFunction<String> change =
                at -> {
                    int c = string.codePointAt(at);
                    String changed = within[0] ? LowerCase.of(string, at) : titled(c);
                    within[0] = LowerCase.cased(c);
                    return changed;
                };
        return map(text, unused -> each(string, change));
    }

    /**
     * As Jinja's filter does it: upper case at the start of each word, lower case elsewhere, where
     * the rest of a word is all there is.
     *
     * @param inWord tells whether a character belongs to a word
     */
    public Text titleOfWords(Text text, IntPredicate inWord) {
        String string = text.string();
        return map(text, unused -> titleOfWords(string, inWord));
    }

    private static String titleOfWords(String string, IntPredicate inWord) {
        StringBuilder out = new StringBuilder(string.length());
        for (int at = 0; at < string.length(); ) {
            int first = string.codePointAt(at);
            int rest = at + Character.charCount(first);
            int end = rest;
            while (end < string.length()
                    && inWord.test(first)
                    && inWord.test(string.codePointAt(end))) {
                end += Character.charCount(string.codePointAt(end));
            }
            out.append(upper(first)).append(LowerCase.of(string.substring(rest, end)));
            at = end;
        }
        return out.toString();
    }

    private Text map(Text text, UnaryOperator<String> change) {
        budget.working(text.length());
        String mapped = change.apply(text.string());
        if (mapped.length() != text.length()) {
            return text.reencoded(mapped);
        }
        TextBuilder out = new TextBuilder(budget);
        int at = 0;
        for (Run run : text.runs()) {
            String part = mapped.substring(at, at + run.length());
            out.append(text.slice(at, at + run.length()).map(unused -> part));
            at += run.length();
        }
        return out.toText().asMarkup(text.markup());
    }

    /** Python's {@code str.isupper}. */
    public static boolean isUpper(String string) {
        return !string.isEmpty()
                && string.codePoints().anyMatch(Character::isUpperCase)
                && string.codePoints().noneMatch(Casing::isLowerOrTitle);
    }

    /** Python's {@code str.islower}. */
    public static boolean isLower(String string) {
        return !string.isEmpty()
                && string.codePoints().anyMatch(Character::isLowerCase)
                && string.codePoints()
                        .noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    /** Python's {@code str.istitle}: upper case begins each run of letters and is only there. */
    static boolean isTitle(String string) {
        boolean within = false;
        boolean any = false;
        for (int at = 0; at < string.length(); ) {
            int c = string.codePointAt(at);
            boolean small = Character.isLowerCase(c);
            boolean large = Character.isUpperCase(c) || Character.isTitleCase(c);
            if (large && within || small && !within) {
                return false;
            }
            within = large || small;
            any |= within;
            at += Character.charCount(c);
        }
        return any;
    }

    private static boolean isLowerOrTitle(int c) {
        return Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
