package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The {@code loop} of a {@code for} block: takes items one by one, and looks ahead only where asked
 * to. Used by the rendering thread only.
 */
public final class Loop implements Value {
    private final Function.Body recursion;
    private final int depth0;
    private final Equality equality;
    private Iterator<Value> rest;
    private int length;
    private int index0 = -1;
    private Value before;
    private Value current;
    private Value after;
    private List<Value> lastChanged;

    /**
     * @param items what is looped over
     * @param length their number, or -1 where only counting tells
     * @param depth0 how many recursive loops are around this one
     * @param recursion what calling the loop does, or null where it is not recursive
     * @param equality tells whether {@code changed} sees a new value
     */
    public Loop(
            Iterator<Value> items,
            int length,
            int depth0,
            Function.Body recursion,
            Equality equality) {
        this.equality = equality;
        this.rest = items;
        this.length = length;
        this.depth0 = depth0;
        this.recursion = recursion;
    }

    /** Moves to the next item; false at the end. */
    public boolean advance() {
        if (peek() == null) {
            return false;
        }
        before = current;
        current = after;
        after = null;
        index0++;
        return true;
    }

    /** The items still to come, each taken from this loop, as pairs of the item and the loop. */
    Iterator<Value> remaining() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return peek() != null;
            }

            @Override
            public Value next() {
                if (!advance()) {
                    throw new NoSuchElementException();
                }
                return TupleValue.of(current, Loop.this);
            }
        };
    }

    public Value current() {
        return current;
    }

    public int depth0() {
        return depth0;
    }

    private Value peek() {
        if (after == null && rest.hasNext()) {
            after = rest.next();
        }
        return after;
    }

    public int length() {
        if (length < 0) {
            List<Value> ahead = new ArrayList<>();
            rest.forEachRemaining(ahead::add);
            rest = ahead.iterator();
            length = ahead.size() + index0 + 1 + (after == null ? 0 : 1);
        }
        return length;
    }

    /** An attribute, or null where a loop has none of that name. */
    public Value attribute(String name) {
        return switch (name) {
            case "index" -> Int.of(index0 + 1L);
            case "index0" -> Int.of(index0);
            case "revindex" -> Int.of(length() - index0);
            case "revindex0" -> Int.of(length() - index0 - 1L);
            case "first" -> Bool.of(index0 == 0);
            case "last" -> Bool.of(peek() == null);
            case "length" -> Int.of(length());
            case "depth" -> Int.of(depth0 + 1L);
            case "depth0" -> Int.of(depth0);
            case "previtem" -> index0 == 0 ? new Undefined("there is no previous item") : before;
            case "nextitem" -> peek() == null ? new Undefined("there is no next item") : peek();
            case "cycle" -> new Function("cycle", this::cycle);
            case "changed" -> new Function("changed", this::changed);
            default -> null;
        };
    }

    private Value cycle(Arguments arguments) {
        List<Value> items = arguments.positional();
        if (items.isEmpty()) {
            throw new EvaluationException("no items for cycling given");
        }
        return items.get(index0 % items.size());
    }

    private Value changed(Arguments arguments) {
        List<Value> now = arguments.positional();
        boolean changed = lastChanged == null || !equality.sameItems(lastChanged, now);
        lastChanged = now;
        return Bool.of(changed);
    }

    /** Renders the body for nested items. */
    public Value call(Arguments arguments) {
        if (recursion == null) {
            throw new EvaluationException(
                    "The loop must have the 'recursive' marker to be called recursively.");
        }
        return recursion.call(arguments);
    }

    @Override
    public boolean truth() {
        return length() != 0;
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }
}
