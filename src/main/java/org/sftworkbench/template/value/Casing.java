package org.sftworkbench.template.value;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Upper and lower case as Python's string methods see it; origins are kept. */
public final class Casing {
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

    private static String folded(int c) {
        String upper = upper(c);
        String source = upper.length() > Character.charCount(c) ? upper : Character.toString(c);
        return LowerCase.of(source);
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
        if (text.isEmpty()) {
            return text;
        }
        int first = Character.charCount(text.string().codePointAt(0));
        return joined(titled(text.slice(0, first)), lower(text.slice(first, text.length())), text);
    }

    private Text titled(Text character) {
        return map(character, string -> titled(string.codePointAt(0)));
    }

    /** The form at the start of a word, which for some letters is not the upper case. */
    private static String titled(int c) {
        String upper = Character.toString(c).toUpperCase(Locale.ROOT);
        int title = Character.toTitleCase(c);
        if (upper.codePointCount(0, upper.length()) == 1) {
            return Character.toString(title);
        }
        return upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT);
    }

    public Text swapCase(Text text) {
        return map(text, string -> each(string, at -> swapped(string, at)));
    }

    private static String swapped(String string, int at) {
        int c = string.codePointAt(at);
        return Character.isUpperCase(c) ? LowerCase.of(string, at) : upper(c);
    }

    /** Title case at the start of each run of letters, lower case elsewhere. */
    public Text title(Text text) {
        return title(text, LowerCase::cased, Casing::titled);
    }

    /** As Jinja's filter does it: upper case at the start of each word, lower case elsewhere. */
    public Text titleOfWords(Text text, IntPredicate inWord) {
        return title(text, inWord, Casing::upper);
    }

    /**
     * @param inWord tells whether a word goes on after this character
     */
    private Text title(Text text, IntPredicate inWord, IntFunction<String> first) {
        String string = text.string();
        boolean[] within = {false};
        IntFunction<String> change =
                at -> {
                    int c = string.codePointAt(at);
                    String changed = within[0] ? LowerCase.of(string, at) : first.apply(c);
                    within[0] = inWord.test(c);
                    return changed;
                };
        return map(text, unused -> each(string, change));
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

    private Text joined(Text first, Text second, Text like) {
        return new TextBuilder(budget)
                .append(first)
                .append(second)
                .toText()
                .asMarkup(like.markup());
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

    private static boolean isLowerOrTitle(int c) {
        return Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
