package org.sftworkbench.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's {@code value[index]} and {@code value[start:stop:step]}. */
public final class Sequences {
    private final Budget budget;

    public Sequences(Budget budget) {
        this.budget = budget;
    }

    /** The element at an index or key, or null where there is none. */
    public Value get(Value value, Value key) {
        budget.step();
        if (value instanceof Dict dict) {
            budget.hashing(key);
            return isHashable(key) ? dict.get(key) : null;
        }
        BigInteger index = Arithmetic.integer(key);
        if (index == null || index.bitLength() > 31) {
            return null;
        }
        if (value instanceof ListValue list) {
            return element(list.items(), index.intValue());
        }
        if (value instanceof TupleValue tuple) {
            return element(tuple.items(), index.intValue());
        }
        if (value instanceof RangeValue range) {
            int at = index.intValue() < 0 ? index.intValue() + range.length() : index.intValue();
            return at >= 0 && at < range.length() ? range.get(at) : null;
        }
        if (value instanceof Text text) {
            return character(text, index.intValue());
        }
        return null;
    }

    private static boolean isHashable(Value key) {
        return !(key instanceof ListValue || key instanceof Dict || key instanceof DictView);
    }

    private static Value element(List<Value> items, int index) {
        int at = index < 0 ? index + items.size() : index;
        return at >= 0 && at < items.size() ? items.get(at) : null;
    }

    private Value character(Text text, int index) {
        budget.copying(text.length());
        int length = text.string().codePointCount(0, text.length());
        int at = index < 0 ? index + length : index;
        if (at < 0 || at >= length) {
            return null;
        }
        int start = text.string().offsetByCodePoints(0, at);
        return text.slice(start, start + Character.charCount(text.string().codePointAt(start)));
    }

    /**
     * A slice; null bounds are left out.
     *
     * @throws EvaluationException where the value cannot be sliced, a bound is no whole number or
     *     the step is 0
     */
    public Value slice(Value value, Value start, Value stop, Value step) {
        int size = sliceableSize(value);
        if (size < 0) {
            throw new EvaluationException("'" + value.typeName() + "' object cannot be sliced");
        }
        budget.copying(size);
        long by = bound(step, 1);
        if (by == 0) {
            throw new EvaluationException("slice step cannot be zero");
        }
        long from = clamp(bound(start, by > 0 ? 0 : Long.MAX_VALUE), size, by, given(start));
        long to =
                clamp(bound(stop, by > 0 ? Long.MAX_VALUE : Long.MIN_VALUE), size, by, given(stop));
        if (value instanceof Text text) {
            return slice(text, (int) from, (int) to, by);
        }
        if (value instanceof ListValue list) {
            return new ListValue(picked(list.items(), from, to, by));
        }
        if (value instanceof TupleValue tuple) {
            return new TupleValue(picked(tuple.items(), from, to, by));
        }
        RangeValue range = (RangeValue) value;
        return new RangeValue(
                range.start() + from * range.step(),
                range.start() + to * range.step(),
                range.step() * by);
    }

    private List<Value> picked(List<Value> items, long from, long to, long by) {
        long count = Math.max(0, (to - from + by - Long.signum(by)) / by);
        budget.elements(count);
        List<Value> picked = new ArrayList<>((int) count);
        for (long i = from; by > 0 ? i < to : i > to; i += by) {
            picked.add(items.get((int) i));
        }
        return picked;
    }

    private static boolean given(Value bound) {
        return bound != null && bound != None.NONE;
    }

    public static boolean isSliceable(Value value) {
        return sliceableSize(value) >= 0;
    }

    private static int sliceableSize(Value value) {
        if (value instanceof Text text) {
            return text.string().codePointCount(0, text.length());
        }
        if (value instanceof ListValue list) {
            return list.items().size();
        }
        if (value instanceof TupleValue tuple) {
            return tuple.items().size();
        }
        return value instanceof RangeValue range ? range.length() : -1;
    }

    private static Text slice(Text text, int from, int to, long by) {
        String string = text.string();
        if (by == 1) {
            if (from >= to) {
                return text.slice(0, 0);
            }
            int start = string.offsetByCodePoints(0, from);
            return text.slice(start, string.offsetByCodePoints(start, to - from));
        }
        int[] characters = string.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (long i = from; by > 0 ? i < to : i > to; i += by) {
            out.appendCodePoint(characters[(int) i]);
        }
        return text.reencoded(out.toString());
    }

    private static long bound(Value value, long otherwise) {
        if (value == null || value == None.NONE) {
            return otherwise;
        }
        BigInteger number = Arithmetic.integer(value);
        if (number == null) {
            throw new EvaluationException(
                    "slice indices must be integers or None, not " + value.typeName());
        }
        return number.bitLength() > 40
                ? (number.signum() < 0 ? -(1L << 40) : 1L << 40)
                : number.longValue();
    }

    private static long clamp(long bound, int size, long step, boolean given) {
        long low = step > 0 ? 0 : -1;
        long high = step > 0 ? size : size - 1L;
        long at = given && bound < 0 && bound > Long.MIN_VALUE ? bound + size : bound;
        return Math.max(low, Math.min(high, at));
    }
}
