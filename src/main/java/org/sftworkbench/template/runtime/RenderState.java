package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.template.value.Budget;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.Run;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.Value;

/**
 * Where a rendering stands: the variables in sight, the text written so far, the message whose turn
 * it is. Used by the rendering thread only.
 */
final class RenderState {
    private final Budget budget;
    private final List<Rendered.Stretch> marks = new ArrayList<>();
    private final Scope top = new Scope(null);
    private Scope scope = top;
    private TextBuilder out;
    private int captures;
    private boolean escaping;
    private int turn = -1;
    private boolean turnByIndex;
    private int generation;
    private int generations;

    RenderState(Budget budget) {
        this.budget = budget;
        this.out = new TextBuilder(budget);
    }

    Scope scope() {
        return scope;
    }

    /** The template's own variables, outside every loop and macro. */
    Scope top() {
        return top;
    }

    /** Whether what is written is escaped for HTML. */
    boolean escaping() {
        return escaping;
    }

    /** Runs a block with escaping for HTML on or off. */
    void escaping(boolean on, Runnable block) {
        boolean before = escaping;
        escaping = on;
        try {
            block.run();
        } finally {
            escaping = before;
        }
    }

    /** Runs a block with variables of its own. */
    <T> T within(Scope inner, java.util.function.Supplier<T> block) {
        Scope before = scope;
        scope = inner;
        try {
            return block.get();
        } finally {
            scope = before;
        }
    }

    /** Runs a block and takes what it writes, instead of writing it. */
    Text capture(Runnable block) {
        TextBuilder before = out;
        out = new TextBuilder(budget);
        captures++;
        try {
            block.run();
            return out.toText().asMarkup(escaping);
        } finally {
            out = before;
            captures--;
        }
    }

    /** Writes a text as the work of a node. */
    void write(Text text, int node) {
        out.write(text, node, turn, generation);
    }

    /** Runs a loop's turn; an item that is a message makes it that message's turn. */
    <T> T turn(Value item, java.util.function.Supplier<T> block) {
        int before = turn;
        boolean beforeByIndex = turnByIndex;
        if (item instanceof Dict dict && dict.message() >= 0) {
            turn = dict.message();
            turnByIndex = false;
        } else if (item instanceof Int) {
            turnByIndex = true;
        }
        try {
            return block.get();
        } finally {
            turn = before;
            turnByIndex = beforeByIndex;
        }
    }

    /**
     * Notes an assignment: a text keeps the turn it was made in, and a message taken out by the
     * number a loop counts makes the turn that message's.
     */
    Value assigned(Value value) {
        if (turnByIndex && value instanceof Dict dict && dict.message() >= 0) {
            turn = dict.message();
            turnByIndex = false;
        }
        return value instanceof Text text ? text.inTurn(turn) : value;
    }

    /** Runs the body of a generation block. */
    void generation(Runnable body) {
        int before = generation;
        int start = out.length();
        generation = ++generations;
        try {
            body.run();
            if (captures == 0) {
                marks.add(new Rendered.Stretch(start, out.length()));
            }
        } finally {
            generation = before;
        }
    }

    /** The text, and where generation blocks wrote it: here, or in a part captured before. */
    Rendered result() {
        Text text = out.toText();
        int at = 0;
        int start = 0;
        int open = 0;
        for (Run run : text.runs()) {
            if (run.generation() != open) {
                close(open, start, at);
                open = run.generation();
                start = at;
            }
            at += run.length();
        }
        close(open, start, at);
        marks.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return new Rendered(text, marks);
    }

    private void close(int open, int start, int end) {
        boolean known = marks.stream().anyMatch(m -> m.start() <= start && end <= m.end());
        if (open > 0 && !known) {
            marks.add(new Rendered.Stretch(start, end));
        }
    }
}
