package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.List;

/** Puts a text together from pieces and keeps their origins; stops at the size limit. */
public final class TextBuilder {
    private final Budget budget;
    private final StringBuilder out = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();

    public TextBuilder(Budget budget) {
        this.budget = budget;
    }

    public TextBuilder append(Text text) {
        room(text.length());
        budget.steps(text.runs().size());
        out.append(text.string());
        text.runs().forEach(this::add);
        return this;
    }

    /** Appends text of the template. */
    public TextBuilder append(String plain) {
        return append(plain, null);
    }

    /** Appends characters made from an input value; null for text of the template. */
    public TextBuilder append(String string, InputSource source) {
        if (!string.isEmpty()) {
            room(string.length());
            out.append(string);
            add(Run.input(string.length(), source, -1));
        }
        return this;
    }

    /** Appends what a template node wrote in a loop turn. */
    public void write(Text text, int node, int turn) {
        room(text.length());
        budget.steps(text.runs().size());
        out.append(text.string());
        text.runs().forEach(run -> add(run.written(node, turn)));
    }

    /** The same, whatever node has written it into a captured block. */
    public void show(Text text, int node, int turn) {
        room(text.length());
        budget.steps(text.runs().size());
        out.append(text.string());
        text.runs().forEach(run -> add(run.shown(node, turn)));
    }

    public int length() {
        return out.length();
    }

    /** Number of code points written from a position in UTF-16 units on. */
    public int codePoints(int from) {
        budget.copying(out.length() - from);
        return out.codePointCount(from, out.length());
    }

    public Text toText() {
        budget.copying(out.length());
        return Text.of(out.toString(), runs);
    }

    private void room(int more) {
        budget.size((long) out.length() + more);
        budget.copying(more);
    }

    private void add(Run run) {
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).continuesWith(run)) {
            runs.set(last, runs.get(last).extended(run.length()));
        } else {
            runs.add(run);
        }
    }
}
