package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.sftworkbench.template.value.Budget;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.Value;

/**
 * Where a rendering stands: the variables in sight, the text written so far, the message whose turn
 * it is. Used by the rendering thread only.
 */
final class RenderState {
    private final Budget budget;
    private final Authors authors;
    private final List<Mark> marks = new ArrayList<>();
    private final Scope given = Scope.given();
    private final Scope top;
    private Scope scope;
    private final TextBuilder root;
    private TextBuilder out;
    private boolean escaping;
    private int turn = -1;

    /** What the innermost loop counts with, until it has taken out a message by it; else null. */
    private Int counter;

    private int heldAt = -1;

    /** Where a generation block begins, in UTF-16 units, and how many code points it wrote. */
    private record Mark(int start, int codePoints) {
        /** The mark where each code point of the text begins at a given position. */
        Rendered.Stretch among(int[] characters) {
            int first = Arrays.binarySearch(characters, start);
            int end = Math.min(first + codePoints, characters.length - 1);
            return new Rendered.Stretch(start, characters[end]);
        }
    }

    /**
     * @param authors who is said to have written what was captured first
     * @param own names that the template assigns before it reads them
     */
    RenderState(Budget budget, Authors authors, Set<String> own) {
        this.budget = budget;
        this.authors = authors;
        this.top = given.within(own);
        this.scope = top;
        this.root = new TextBuilder(budget);
        this.out = root;
    }

    Scope scope() {
        return scope;
    }

    /** What the template starts with. */
    Scope given() {
        return given;
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

    /** Runs a block with escaping for HTML on or off and takes what it writes. */
    Text capture(boolean escaped, Runnable block) {
        boolean before = escaping;
        escaping = escaped;
        try {
            return capture(block);
        } finally {
            escaping = before;
        }
    }

    /** Runs a block and takes what it writes, instead of writing it. */
    Text capture(Runnable block) {
        TextBuilder before = out;
        out = new TextBuilder(budget);
        try {
            block.run();
            return out.toText().asMarkup(escaping);
        } finally {
            out = before;
        }
    }

    /**
     * Writes a text as the work of a node: into the output in the turn that writes it, into a
     * captured part as into a variable.
     */
    void write(Text text, int node) {
        if (out == root && authors == Authors.SHOWING) {
            out.show(text, node, turn);
        } else if (out == root) {
            out.write(text, node, turn);
        } else {
            out.write(text.inTurn(turn), node, -1);
        }
    }

    /** Runs a loop's turn; an item that is a message makes it that message's turn. */
    <T> T turn(Value item, java.util.function.Supplier<T> block) {
        int before = turn;
        Int beforeCounter = counter;
        if (item instanceof Dict dict && dict.message() >= 0) {
            turn = dict.message();
            counter = null;
        } else if (item instanceof Int number) {
            counter = number;
        }
        try {
            return block.get();
        } finally {
            turn = before;
            counter = beforeCounter;
        }
    }

    /**
     * Notes an assignment: a text keeps the turn it was made in, and a message taken out by the
     * number a loop counts makes the turn that message's.
     */
    Value assigned(Value value) {
        if (counter != null) {
            takeTurn(value);
        }
        return value instanceof Text text ? text.inTurn(turn) : value;
    }

    /**
     * Notes what was taken out by a key: the same outside of any turn, by the very number counted.
     */
    Value takenOut(Value key, Value value) {
        if (turn < 0 && counter != null && counter.equals(key)) {
            takeTurn(value);
        }
        return value;
    }

    private void takeTurn(Value value) {
        if (value instanceof Dict dict && dict.message() >= 0) {
            turn = dict.message();
            counter = null;
        }
    }

    /**
     * Runs the body of a generation block and marks what it wrote. As in transformers, the mark
     * begins where the output stands: a block in a captured part is marked there, not where that
     * part is written later. Such a mark is as many characters long as the block's own text, which
     * need not be the characters that stand there in the end.
     */
    void generation(Runnable body) {
        int start = heldAt < 0 ? root.length() : heldAt;
        int before = out.length();
        held(body);
        marks.add(new Mark(start, out.codePoints(before)));
    }

    /** Runs a block whose text reaches the output only once it is complete. */
    void held(Runnable block) {
        int before = heldAt;
        heldAt = heldAt < 0 ? root.length() : heldAt;
        try {
            block.run();
        } finally {
            heldAt = before;
        }
    }

    /** The text, and where generation blocks are marked in it. */
    Rendered result() {
        Text text = root.toText();
        if (marks.isEmpty()) {
            return new Rendered(text, List.of());
        }
        int[] characters = characters(text.string());
        return new Rendered(text, marks.stream().map(mark -> mark.among(characters)).toList());
    }

    /** Where each code point begins, and where the last one ends. */
    private static int[] characters(String text) {
        int[] starts = new int[text.codePointCount(0, text.length()) + 1];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = text.offsetByCodePoints(starts[i - 1], 1);
        }
        return starts;
    }
}
