package org.sftworkbench.tokenizer;

import java.util.Optional;

/**
 * Finds out whether a tokenizer's regular expression could go through a text again and again. The
 * library that runs it ends the whole process then, or does not end.
 *
 * <p>Only what is surely fine passes: tokenizers need little of what expressions can do. Repeated
 * are single characters and classes, and groups of such; of one alternative at most two without
 * limit, and nothing must follow the second.
 */
final class PatternCheck {
    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_DEPTH = 20;
    private static final int MOST_REPEATED = 10;
    private static final int MOST_LOOPS = 2;

    /** What repeats more often than this counts as without limit. */
    private static final int FEW = 16;

    private static final int MOST_COUNT = 1000;

    private final String pattern;
    private int at;

    /** What an alternative or a group is made of. */
    private static final class Sequence {
        private int loops;
        private int repeated;
        private boolean alternatives;
        private boolean afterLoops;

        void add(Sequence inner) {
            loops += inner.loops;
            repeated += inner.repeated;
            alternatives |= inner.alternatives;
            afterLoops |= inner.afterLoops;
        }

        void max(Sequence other) {
            loops = Math.max(loops, other.loops);
            repeated = Math.max(repeated, other.repeated);
            afterLoops |= other.afterLoops;
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private PatternCheck(String pattern) {
        this.pattern = pattern;
    }

    /** What about the pattern could take without end; empty where nothing could. */
    static Optional<String> obstacle(String pattern) {
        try {
            if (pattern.length() > MOST_CHARACTERS) {
                throw new Refused("it is " + pattern.length() + " characters long");
            }
            PatternCheck check = new PatternCheck(pattern);
            Sequence all = check.alternatives(0);
            if (check.at < pattern.length()) {
                throw new Refused("a ) has no (");
            }
            require(all);
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void require(Sequence sequence) throws Refused {
        if (sequence.loops > MOST_LOOPS || sequence.afterLoops) {
            throw new Refused("it repeats without limit too often in a row");
        }
        if (sequence.repeated > MOST_REPEATED) {
            throw new Refused("it repeats too much in a row");
        }
    }

    /** Up to the end of a group, or of all. */
    private Sequence alternatives(int depth) throws Refused {
        if (depth > MOST_DEPTH) {
            throw new Refused("its groups are nested more than " + MOST_DEPTH + " deep");
        }
        Sequence all = sequence(depth);
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.max(sequence(depth));
            all.alternatives = true;
        }
        return all;
    }

    private Sequence sequence(int depth) throws Refused {
        Sequence sequence = new Sequence();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            boolean group = pattern.charAt(at) == '(';
            boolean assertion = group && isAssertion() || "^$".indexOf(pattern.charAt(at)) >= 0;
            Sequence inner = group ? group(depth) : one();
            boolean optional = repeat(group, assertion, inner, sequence);
            boolean more = sequence.loops + inner.loops > MOST_LOOPS;
            sequence.afterLoops |= more || sequence.loops == MOST_LOOPS && !optional;
            sequence.add(inner);
            require(sequence);
        }
        return sequence;
    }

    private boolean isAssertion() {
        return pattern.startsWith("(?=", at)
                || pattern.startsWith("(?!", at)
                || pattern.startsWith("(?<=", at)
                || pattern.startsWith("(?<!", at);
    }

    private Sequence group(int depth) throws Refused {
        at++;
        if (pattern.startsWith("?", at)) {
            int end = at + 1;
            while (end < pattern.length() && "imx-=!<>:".indexOf(pattern.charAt(end)) >= 0) {
                end++;
                if (":=!>".indexOf(pattern.charAt(end - 1)) >= 0) {
                    break;
                }
            }
            boolean flagsAlone = end < pattern.length() && pattern.charAt(end) == ')';
            if (!flagsAlone && ":=!>".indexOf(pattern.charAt(end - 1)) < 0) {
                throw new Refused("it has a group of a kind that tokenizers do not need");
            }
            at = end;
        } else if (pattern.startsWith("*", at)) {
            throw new Refused("it has a group of a kind that tokenizers do not need");
        }
        Sequence inner = alternatives(depth + 1);
        if (at >= pattern.length()) {
            throw new Refused("a ( is not closed");
        }
        at++;
        return inner;
    }

    /** A character, an escape or a class. */
    private Sequence one() throws Refused {
        char c = pattern.charAt(at++);
        if (c == '\\') {
            escape();
        } else if (c == '[') {
            classOfCharacters(0);
        }
        return new Sequence();
    }

    private void escape() throws Refused {
        if (at >= pattern.length()) {
            throw new Refused("it ends in a \\");
        }
        char c = pattern.charAt(at++);
        if (c >= '1' && c <= '9' || c == 'k' || c == 'g') {
            throw new Refused("it refers back to what it found");
        }
        if ("XRK".indexOf(c) >= 0) {
            throw new Refused("it has an escape of a kind that tokenizers do not need");
        }
        if ((c == 'p' || c == 'P' || c == 'x' || c == 'u') && pattern.startsWith("{", at)) {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw new Refused("a { is not closed");
            }
            at = end + 1;
        }
    }

    private void classOfCharacters(int depth) throws Refused {
        if (depth > MOST_DEPTH) {
            throw new Refused("its classes are nested more than " + MOST_DEPTH + " deep");
        }
        if (pattern.startsWith("^", at)) {
            at++;
        }
        if (pattern.startsWith("]", at)) {
            at++;
        }
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            if (c == ']') {
                return;
            }
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                classOfCharacters(depth + 1);
            }
        }
        throw new Refused("a [ is not closed");
    }

    /**
     * Reads how often the part just read may be there.
     *
     * @return whether it need not be there
     */
    private boolean repeat(boolean group, boolean assertion, Sequence inner, Sequence before)
            throws Refused {
        boolean optional = false;
        boolean repeated = false;
        while (at < pattern.length()) {
            int[] count = count();
            if (count == null) {
                break;
            }
            boolean possessive = pattern.startsWith("+", at) && count[2] == 0;
            if (possessive || pattern.startsWith("?", at)) {
                at++;
            }
            boolean plain =
                    !group || inner.loops == 0 && inner.repeated == 0 && !inner.alternatives;
            if (assertion || repeated || count[1] > 1 && !plain) {
                throw new Refused("it repeats what repeats already, or has alternatives");
            }
            repeated = true;
            optional = count[0] == 0;
            inner.repeated++;
            inner.loops += count[1] > FEW && !(possessive && before.loops == 0) ? 1 : 0;
        }
        return optional;
    }

    /** Least and most, and 1 where it is counted; null where nothing of the kind stands here. */
    private int[] count() throws Refused {
        switch (pattern.charAt(at)) {
            case '*':
                at++;
                return new int[] {0, Integer.MAX_VALUE, 0};
            case '+':
                at++;
                return new int[] {1, Integer.MAX_VALUE, 0};
            case '?':
                at++;
                return new int[] {0, 1, 0};
            case '{':
                return counted();
            default:
                return null;
        }
    }

    private int[] counted() throws Refused {
        int end = pattern.indexOf('}', at);
        String inside = end < 0 ? "" : pattern.substring(at + 1, end);
        if (!inside.matches("\\d{1,9}|\\d{1,9},\\d{0,9}|,\\d{1,9}")) {
            return null;
        }
        at = end + 1;
        String[] parts = inside.split(",", -1);
        int least = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
        int most = parts.length == 1 ? least : Integer.MAX_VALUE;
        if (parts.length == 2 && !parts[1].isEmpty()) {
            most = Integer.parseInt(parts[1]);
        }
        if (least > MOST_COUNT || most > MOST_COUNT && most < Integer.MAX_VALUE) {
            throw new Refused("it repeats more than " + MOST_COUNT + " times");
        }
        return new int[] {least, most, 1};
    }
}
