package org.sftworkbench.ui.common.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says in another language what was already put into English words, such as the message of an
 * error: by finding the sentence that it was made of.
 *
 * <p>The surest sentence wins, that is the one with the most letters of its own. What stands in its
 * places is told in the same way, as it may be a sentence itself, such as a cause; a text of many
 * sentences is told one by one, and what nobody translated stays as it is. However hostile the
 * text, the work ends: it is counted and given up in time.
 */
final class Retelling {
    /** Characters looked at for one text; some hundredths of a second. */
    private static final long MOST_WORK = 20_000_000;

    private static final int MOST_DEPTH = 6;
    private static final int MOST_SENTENCES = 60;

    /** How English sentences and clauses end, and how Chinese ones do. */
    private static final List<Map.Entry<String, String>> ENDS =
            List.of(
                    Map.entry(". ", "。"),
                    Map.entry("? ", "？"),
                    Map.entry("; ", "；"),
                    Map.entry(": ", "："));

    private static final Comparator<Entry> SUREST_FIRST =
            Comparator.comparingInt((Entry entry) -> entry.pattern().letters())
                    .thenComparingInt(entry -> entry.pattern().length())
                    .reversed();

    private final Map<Character, List<Entry>> byStart = new HashMap<>();
    private final List<Entry> openings = new ArrayList<>();

    /** A sentence and what it is in the other language. */
    private record Entry(SentencePattern pattern, String translation) {}

    /** The sentence that a text is made of, and what stands in its places. */
    private record Found(Entry entry, List<String> values, Stop stop) {
        /** Whether no part of the text could rather be a sentence of its own. */
        boolean isSure() {
            return !entry.pattern().beginsInAnything();
        }

        boolean isSurerThan(Found other) {
            return isSure() && entry.pattern().letters() > other.entry.pattern().letters();
        }

        Found with(Stop stopped) {
            return new Found(entry, values, stopped);
        }
    }

    /** What becomes of the full stop of a translation. */
    private enum Stop {
        KEPT,
        SET,
        LEFT_OUT;

        String on(String told) {
            boolean there = told.endsWith("。");
            if (this == SET && !there) {
                return told + "。";
            }
            return this == LEFT_OUT && there ? told.substring(0, told.length() - 1) : told;
        }
    }

    /**
     * @param translations of English sentences; those that could be anything, as they have less
     *     than two letters outside of their places, are left out
     */
    Retelling(Map<String, String> translations) {
        translations.forEach(
                (english, other) -> {
                    SentencePattern pattern = new SentencePattern(english);
                    if (pattern.letters() > 1) {
                        List<Entry> entries =
                                pattern.start().isEmpty()
                                        ? openings
                                        : byStart.computeIfAbsent(
                                                pattern.start().charAt(0), c -> new ArrayList<>());
                        entries.add(new Entry(pattern, other));
                    }
                });
        openings.sort(SUREST_FIRST);
        byStart.values().forEach(entries -> entries.sort(SUREST_FIRST));
    }

    /** A text in the other language, as far as its sentences are known. */
    String tell(String english) {
        return new Work().tell(english, 0);
    }

    /** One text being told, and what it has cost. */
    private final class Work {
        private long left = MOST_WORK;

        private String tell(String text, int depth) {
            if (text.length() < 2 || depth > MOST_DEPTH) {
                return text;
            }
            return whole(text, depth)
                    .filter(found -> found.isSure() || text.contains("\n"))
                    .map(found -> tell(found, depth))
                    .orElseGet(() -> lines(text, depth));
        }

        private String tell(Found found, int depth) {
            SentencePattern pattern = found.entry().pattern();
            List<String> told = new ArrayList<>();
            for (int place = 0; place < found.values().size(); place++) {
                String value = found.values().get(place);
                told.add(pattern.quotes(place) ? value : tell(value, depth + 1));
            }
            return found.stop().on(SentencePattern.fill(found.entry().translation(), told));
        }

        private String lines(String text, int depth) {
            List<String> told = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                told.add(
                        line.length() < 2
                                ? line
                                : whole(line, depth)
                                        .filter(Found::isSure)
                                        .map(found -> tell(found, depth))
                                        .orElseGet(() -> parts(line, depth)));
            }
            return String.join("\n", told);
        }

        /** Of one sentence, which may end in a full stop or begin with a capital for once. */
        private Optional<Found> whole(String text, int depth) {
            Optional<Found> found = stopped(text, depth);
            if (found.isEmpty() && Character.isUpperCase(text.charAt(0))) {
                found = stopped(Character.toLowerCase(text.charAt(0)) + text.substring(1), depth);
            }
            return found;
        }

        /** The full stop is the sentence's, or set after it, or else part of what it tells of. */
        private Optional<Found> stopped(String text, int depth) {
            if (!text.endsWith(".")) {
                Optional<Found> found = made(text, depth, false);
                return found.isPresent()
                        ? found
                        : made(text + ".", depth, true).map(it -> it.with(Stop.LEFT_OUT));
            }
            Optional<Found> found = made(text, depth, true);
            if (found.isEmpty() && text.length() > 2) {
                found =
                        made(text.substring(0, text.length() - 1), depth, false)
                                .map(it -> it.with(Stop.SET));
            }
            return found.isEmpty() ? made(text, depth, false) : found;
        }

        /**
         * @param stopped whether only sentences with a full stop of their own are looked at
         */
        private Optional<Found> made(String text, int depth, boolean stopped) {
            List<Entry> own = byStart.getOrDefault(text.charAt(0), List.of());
            int i = 0;
            int j = 0;
            while ((i < own.size() || j < openings.size()) && left > 0) {
                boolean first =
                        j == openings.size()
                                || i < own.size()
                                        && SUREST_FIRST.compare(own.get(i), openings.get(j)) <= 0;
                Entry entry = first ? own.get(i++) : openings.get(j++);
                // A word of its own may be anybody's, such as the name of a column.
                if ((depth == 0 || entry.pattern().isPhrase())
                        && (!stopped || entry.pattern().isStopped())) {
                    Optional<Found> found = made(entry, text);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<Found> made(Entry entry, String text) {
            left -= entry.pattern().isPlain() ? 1 : 8 + text.length() / 8;
            return entry.pattern()
                    .match(text)
                    .filter(entry.pattern()::means)
                    .map(values -> new Found(entry, values, Stop.KEPT));
        }

        /** One sentence after the other, each as long as it can be. */
        private String parts(String text, int depth) {
            StringBuilder told = new StringBuilder();
            int from = 0;
            int sentences = 0;
            while (from < text.length() && left > 0 && sentences++ < MOST_SENTENCES) {
                List<Cut> cuts = cuts(text, from);
                Optional<Known> known = known(cuts, text, from, depth);
                Cut cut = known.map(Known::cut).orElseGet(() -> cuts.get(0));
                told.append(
                        known.map(it -> tell(it.found(), depth) + it.ends())
                                .orElse(text.substring(from, cut.end())));
                from = cut.end();
            }
            return told.append(text, from, text.length()).toString();
        }

        /**
         * The longest one that is known; but for one that begins in anything, such as a file's
         * name, where a shorter one knows the beginning too and is the surer.
         */
        private Optional<Known> known(List<Cut> cuts, String text, int from, int depth) {
            Optional<Known> best = Optional.empty();
            for (int i = cuts.size() - 1; i >= 0 && left > 0; i--) {
                Optional<Known> next = known(cuts.get(i), text, from, depth);
                if (best.isEmpty()
                        || next.isPresent() && next.get().found().isSurerThan(best.get().found())) {
                    best = next;
                }
                if (best.isPresent() && best.get().found().isSure()) {
                    return best;
                }
            }
            return best;
        }

        private Optional<Known> known(Cut cut, String text, int from, int depth) {
            String piece = text.substring(from, cut.at());
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            // The sentence may have been written with its full stop.
            if (cut.ends().equals("。")) {
                Optional<Found> stopped = made(piece + ".", depth, true);
                if (stopped.isPresent()) {
                    return stopped.map(found -> new Known(cut, found, ""));
                }
            }
            return whole(piece, depth).map(found -> new Known(cut, found, cut.ends()));
        }

        private List<Cut> cuts(String text, int from) {
            List<Cut> cuts = new ArrayList<>();
            for (int i = from; i < text.length() - 1 && cuts.size() < MOST_SENTENCES; i++) {
                for (Map.Entry<String, String> end : ENDS) {
                    if (text.startsWith(end.getKey(), i)) {
                        cuts.add(new Cut(i, i + end.getKey().length(), end.getValue()));
                    }
                }
            }
            cuts.add(new Cut(text.length(), text.length(), ""));
            return cuts;
        }
    }

    /**
     * Where a sentence may end.
     *
     * @param at where its text ends
     * @param end where the next begins
     * @param ends how the other language ends it
     */
    private record Cut(int at, int end, String ends) {}

    /**
     * A part of a text whose sentence is known.
     *
     * @param ends what is set after its translation
     */
    private record Known(Cut cut, Found found, String ends) {}
}
