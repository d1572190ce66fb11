package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Turns a value into a Java key that is equal exactly where Python's keys are. */
final class HashKey {
    private static final int MAX_PARTS = 200;

    private int parts;

    private HashKey() {}

    /**
     * @throws EvaluationException for a list or dict, which Python cannot hash either
     */
    static Object of(Value value) {
        return new HashKey().key(value);
    }

    private Object key(Value value) {
        if (++parts > MAX_PARTS) {
            throw new EvaluationException(
                    "a tuple of more than " + MAX_PARTS + " parts is too large for a key");
        }
        if (value instanceof Text text) {
            return text.string();
        }
        if (value instanceof Int number) {
            return number.value();
        }
        if (value instanceof Bool bool) {
            return bool.truth() ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (value instanceof Real real) {
            double number = real.value();
            boolean whole = number == Math.rint(number) && !Double.isInfinite(number);
            return whole ? (Object) new BigDecimal(number).toBigInteger() : number;
        }
        if (value instanceof TupleValue tuple) {
            List<Object> keys = new ArrayList<>();
            for (Value item : tuple.items()) {
                keys.add(key(item));
            }
            return keys;
        }
        if (value instanceof Undefined) {
            return Undefined.class;
        }
        if (value instanceof ListValue || value instanceof Dict || value instanceof DictView) {
            throw new EvaluationException("unhashable type: '" + value.typeName() + "'");
        }
        return value;
    }
}
