package org.sftworkbench.ui.common.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places {0}, {1}, …, which is found again in a text that was made of it. A place
 * takes as little as it can; nothing is tried twice, so that the time grows with the length of the
 * text alone.
 */
final class SentencePattern {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,2})}");

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,]{0,20}");
    private static final int SURE = 8;
    private static final int NEXT_TO_NOTHING = 2;

    /** The end of a sentence or clause, or four words in a row that are no names. */
    private static final Pattern PROSE =
            Pattern.compile("[.:;] |(?<!\\S)\\p{Ll}+ \\p{Ll}+ \\p{Ll}+ \\p{Ll}+(?!\\S)");

    private final List<String> literals = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final int highest;
    private final int letters;

    /** Where two places touch, the second takes all. */
    SentencePattern(String sentence) {
        Matcher place = PLACE.matcher(sentence);
        int from = 0;
        while (place.find()) {
            literals.add(sentence.substring(from, place.start()));
            places.add(Integer.parseInt(place.group(1)));
            from = place.end();
        }
        literals.add(sentence.substring(from));
        highest = places.stream().mapToInt(p -> p).max().orElse(-1);
        letters = (int) String.join("", literals).codePoints().filter(Character::isLetter).count();
    }

    /** What every such text begins with; empty where a place comes first. */
    String start() {
        return literals.get(0);
    }

    /** How many letters stand outside of places: the more, the surer that a match is meant. */
    int letters() {
        return letters;
    }

    /** How many characters stand outside of places. */
    int length() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** Whether more than one word stands outside of places. */
    boolean isPhrase() {
        return String.join("x", literals).strip().contains(" ");
    }

    /** Whether it ends in a full stop. */
    boolean isStopped() {
        return literals.get(literals.size() - 1).endsWith(".");
    }

    /** Whether it is a sentence without places. */
    boolean isPlain() {
        return places.isEmpty();
    }

    /**
     * What stands in the places of a text, by their numbers; empty where it is not made of this
     * sentence.
     */
    Optional<List<String>> match(String text) {
        int last = literals.size() - 1;
        if (last == 0) {
            return text.equals(start()) ? Optional.of(List.of()) : Optional.empty();
        }
        String end = literals.get(last);
        int most = text.length() - end.length();
        if (most < start().length() || !text.startsWith(start()) || !text.endsWith(end)) {
            return Optional.empty();
        }
        String[] found = new String[highest + 1];
        int from = start().length();
        for (int i = 0; i < last; i++) {
            int to = i + 1 == last ? most : find(text, i + 1, from, most);
            if (to < from || to > most) {
                return Optional.empty();
            }
            String value = text.substring(from, to);
            int place = places.get(i);
            if (found[place] != null && !found[place].equals(value)) {
                return Optional.empty();
            }
            found[place] = value;
            from = to + literals.get(i + 1).length();
        }
        for (int i = 0; i < found.length; i++) {
            found[i] = found[i] == null ? "" : found[i];
        }
        return Optional.of(List.of(found));
    }

    /** A bracket that closes at the end of the text opened last, whatever brackets were before. */
    private int find(String text, int literal, int from, int most) {
        String sought = literals.get(literal);
        boolean lastBracket = literal == literals.size() - 2 && sought.endsWith("(");
        return lastBracket && literals.get(literal + 1).contains(")")
                ? text.lastIndexOf(sought, most - sought.length())
                : text.indexOf(sought, from);
    }

    /**
     * Whether a match is meant. A sentence of few letters such as "{0} of {1}" is found in many a
     * text by chance; it counts where its places hold no sentences, and where it does not begin and
     * end in anything, but for a number.
     */
    boolean means(List<String> values) {
        // What a message begins with is what it is about, and a colon would come after that; but
        // for a remark on a whole sentence.
        if (start().isEmpty()
                && !isPlain()
                && values.get(places.get(0)).contains(": ")
                && !isRemark()) {
            return false;
        }
        // A colon between the words of a sentence that has none: the text is a longer one.
        if (!start().isEmpty() && hasColonWithin(values)) {
            return false;
        }
        // Such as "no {0}", of a file.
        if (letters <= NEXT_TO_NOTHING && !start().isEmpty()) {
            return values.stream().noneMatch(value -> value.contains(" "));
        }
        if (letters >= SURE
                || literals.stream().anyMatch(l -> l.contains(": ") || l.contains("; "))) {
            return true;
        }
        if (values.stream().anyMatch(value -> PROSE.matcher(value).find())) {
            return false;
        }
        boolean open = start().isEmpty() && literals.get(literals.size() - 1).isEmpty();
        return !open || NUMBER.matcher(values.get(places.get(places.size() - 1))).matches();
    }

    /** Whether a text of it may begin in any way, such as in a file's name. */
    boolean beginsInAnything() {
        return start().isEmpty() && !isRemark();
    }

    /** Whether it adds something to a whole sentence. */
    private boolean isRemark() {
        return start().isEmpty()
                && !isPlain()
                && (literals.get(1).startsWith("; ") || literals.get(1).startsWith(". "));
    }

    /** Whether a place that is not the last, and in no quotes, holds a colon no literal has. */
    private boolean hasColonWithin(List<String> values) {
        return literals.stream().noneMatch(l -> l.contains(": "))
                && places.subList(0, Math.max(0, places.size() - 1)).stream()
                        .anyMatch(p -> !quotes(p) && values.get(p).contains(": "));
    }

    /** Whether quotes stand around a place, so that what is in it is somebody's own text. */
    boolean quotes(int place) {
        String before = literals.get(Math.max(0, places.indexOf(place)));
        return before.endsWith("\"") || before.endsWith("'") || before.endsWith("“");
    }

    /** A sentence with its places filled, each once: what is put in is not looked into. */
    static String fill(String sentence, List<String> values) {
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(sentence);
        int from = 0;
        while (place.find()) {
            int number = Integer.parseInt(place.group(1));
            text.append(sentence, from, place.start());
            text.append(number < values.size() ? values.get(number) : place.group());
            from = place.end();
        }
        return text.append(sentence, from, sentence.length()).toString();
    }
}
