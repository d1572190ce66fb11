package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Python's {@code str}, which remembers where each of its characters came from. Immutable.
 *
 * <p>Positions are UTF-16 units here; what a template counts in code points is converted by the
 * operations.
 */
public final class Text implements Value {
    public static final Text EMPTY = new Text("", List.of(), false);

    private final String string;
    private final List<Run> runs;
    private final boolean markup;
    private int[] starts;

    private Text(String string, List<Run> runs, boolean markup) {
        this.string = string;
        this.runs = runs;
        this.markup = markup;
    }

    /** Text of the template itself, or computed by it. */
    public static Text of(String string) {
        return string.isEmpty()
                ? EMPTY
                : new Text(string, List.of(Run.plain(string.length())), false);
    }

    /** Text of an input value. */
    public static Text input(String string, InputSource source) {
        return string.isEmpty()
                ? EMPTY
                : new Text(string, List.of(Run.input(string.length(), source, 0)), false);
    }

    static Text of(String string, List<Run> runs) {
        return string.isEmpty() ? EMPTY : new Text(string, List.copyOf(runs), false);
    }

    public String string() {
        return string;
    }

    /** The runs that tile the text. */
    public List<Run> runs() {
        return runs;
    }

    /** Whether the text is marked as safe HTML ({@code |safe}, {@code |escape}). */
    public boolean markup() {
        return markup;
    }

    public Text asMarkup(boolean safe) {
        return safe == markup ? this : new Text(string, runs, safe);
    }

    /** Length in UTF-16 units. */
    public int length() {
        return string.length();
    }

    public boolean isEmpty() {
        return string.isEmpty();
    }

    /** The part between two positions in UTF-16 units. */
    public Text slice(int start, int end) {
        if (start >= end) {
            return markup ? EMPTY.asMarkup(true) : EMPTY;
        }
        if (start == 0 && end == string.length()) {
            return this;
        }
        String part = string.substring(start, end);
        if (runs.size() == 1) {
            return new Text(part, List.of(runs.get(0).part(start, end)), markup);
        }
        List<Run> kept = new ArrayList<>();
        for (int i = runAt(start); i < runs.size() && starts()[i] < end; i++) {
            Run run = runs.get(i);
            int at = starts()[i];
            kept.add(run.part(Math.max(start, at) - at, Math.min(end, at + run.length()) - at));
        }
        return new Text(part, List.copyOf(kept), markup);
    }

    private int runAt(int position) {
        int found = Arrays.binarySearch(starts(), position);
        return found >= 0 ? found : -found - 2;
    }

    /** Where each run starts; kept, so that taking a text apart does not count them anew. */
    private int[] starts() {
        if (starts == null) {
            int[] counted = new int[runs.size()];
            for (int i = 1; i < counted.length; i++) {
                counted[i] = counted[i - 1] + runs.get(i - 1).length();
            }
            starts = counted;
        }
        return starts;
    }

    /**
     * Applies a mapping that works character by character; runs whose length changes lose their
     * offset.
     */
    public Text map(UnaryOperator<String> mapping) {
        if (runs.size() == 1) {
            String mapped = mapping.apply(string);
            return mapped.isEmpty()
                    ? EMPTY.asMarkup(markup)
                    : new Text(mapped, List.of(resized(runs.get(0), mapped)), markup);
        }
        StringBuilder out = new StringBuilder(string.length());
        List<Run> kept = new ArrayList<>(runs.size());
        int at = 0;
        for (Run run : runs) {
            String mapped = mapping.apply(string.substring(at, at + run.length()));
            at += run.length();
            if (!mapped.isEmpty()) {
                out.append(mapped);
                kept.add(resized(run, mapped));
            }
        }
        return of(out.toString(), kept).asMarkup(markup);
    }

    private static Run resized(Run run, String mapped) {
        return mapped.length() == run.length() ? run : run.reencoded(mapped.length());
    }

    /** The same characters, of the same sources, in an order or form the sources do not have. */
    public Text reencoded(String result) {
        if (result.isEmpty()) {
            return EMPTY.asMarkup(markup);
        }
        Run first = runs.isEmpty() ? Run.plain(1) : runs.get(0);
        boolean one = runs.stream().allMatch(r -> r.reencoded(1).equals(first.reencoded(1)));
        Run run = one ? first.reencoded(result.length()) : Run.plain(result.length());
        return new Text(result, List.of(run), markup);
    }

    /**
     * The same text as evaluated in the loop turn of a message; what an earlier turn made of it
     * stays that turn's, so that text which the turns of a loop add to keeps them apart.
     */
    public Text inTurn(int turn) {
        if (turn < 0 || runs.stream().allMatch(run -> run.turn() >= 0)) {
            return this;
        }
        List<Run> kept =
                runs.stream().map(run -> run.turn() < 0 ? run.written(-1, turn) : run).toList();
        return new Text(string, kept, markup);
    }

    @Override
    public boolean truth() {
        return !string.isEmpty();
    }

    @Override
    public String typeName() {
        return markup ? "Markup" : "str";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.string.equals(string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }

    @Override
    public String toString() {
        return string;
    }
}
