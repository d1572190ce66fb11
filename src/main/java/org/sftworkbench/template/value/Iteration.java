package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Python's {@code iter} and {@code len}. */
public final class Iteration {
    private final Budget budget;

    public Iteration(Budget budget) {
        this.budget = budget;
    }

    /**
     * The items of a value, one by one.
     *
     * @throws EvaluationException where Python cannot iterate over it
     */
    public Iterator<Value> over(Value value) {
        if (value instanceof IteratorValue iterator) {
            return iterator.items();
        }
        if (value instanceof Loop loop) {
            return loop.remaining();
        }
        if (value instanceof Undefined) {
            return List.<Value>of().iterator();
        }
        if (value instanceof RangeValue range) {
            return IntStream.range(0, range.length()).<Value>mapToObj(range::get).iterator();
        }
        if (value instanceof Text text) {
            return characters(text);
        }
        List<Value> items = stored(value);
        if (items == null) {
            throw new EvaluationException("'" + value.typeName() + "' object is not iterable");
        }
        return items.iterator();
    }

    /** All the items of a value. */
    public List<Value> list(Value value) {
        List<Value> stored = stored(value);
        if (stored != null) {
            budget.elements(stored.size());
            return stored;
        }
        List<Value> all = new ArrayList<>();
        Iterator<Value> items = over(value);
        while (items.hasNext()) {
            budget.objects(1);
            budget.size(all.size() + 1L);
            all.add(items.next());
        }
        return all;
    }

    public static boolean isIterable(Value value) {
        return value instanceof IteratorValue
                || value instanceof Undefined
                || value instanceof RangeValue
                || value instanceof Text
                || value instanceof Loop
                || stored(value) != null;
    }

    /**
     * Python's {@code len}; text counts code points.
     *
     * @throws EvaluationException where the value has no length
     */
    public int length(Value value) {
        int length = lengthOrUnknown(value);
        if (length < 0) {
            throw new EvaluationException("object of type '" + value.typeName() + "' has no len()");
        }
        return length;
    }

    /** Python's {@code len}, or -1 where the value has no length. */
    public int lengthOrUnknown(Value value) {
        if (value instanceof Text text) {
            budget.copying(text.length());
            return text.string().codePointCount(0, text.length());
        }
        if (value instanceof Undefined) {
            return 0;
        }
        if (value instanceof RangeValue range) {
            return range.length();
        }
        if (value instanceof Dict dict) {
            return dict.size();
        }
        if (value instanceof DictView view) {
            return view.dict().size();
        }
        if (value instanceof Loop loop) {
            return loop.length();
        }
        List<Value> items = stored(value);
        return items == null ? -1 : items.size();
    }

    private static List<Value> stored(Value value) {
        if (value instanceof ListValue list) {
            return list.items();
        }
        if (value instanceof TupleValue tuple) {
            return tuple.items();
        }
        if (value instanceof Dict dict) {
            return dict.keys();
        }
        if (value instanceof DictView view) {
            return view.items();
        }
        return null;
    }

    private static Iterator<Value> characters(Text text) {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public Value next() {
                int start = at;
                at += Character.charCount(text.string().codePointAt(at));
                return text.slice(start, at).asMarkup(false);
            }
        };
    }
}
