package org.sftworkbench.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Python's {@code ==}, {@code <} and {@code in}. */
public final class Equality {
    private static final int CHARACTERS_PER_STEP = 32;

    private final Budget budget;

    public Equality(Budget budget) {
        this.budget = budget;
    }

    public boolean same(Value left, Value right) {
        budget.step();
        if (left == right) {
            return true;
        }
        if (left instanceof Text a && right instanceof Text b) {
            budget.steps(Math.min(a.length(), b.length()) / CHARACTERS_PER_STEP);
            return a.string().equals(b.string());
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return sameItems(a.items(), b.items());
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return sameItems(a.items(), b.items());
        }
        if (left instanceof Dict a && right instanceof Dict b) {
            return sameEntries(a, b);
        }
        if (left instanceof Undefined && right instanceof Undefined) {
            return true;
        }
        if (left instanceof RangeValue a && right instanceof RangeValue b) {
            return a.equals(b);
        }
        Number a = number(left);
        Number b = number(right);
        if (a == null || b == null) {
            return false;
        }
        budget.number(left);
        budget.number(right);
        return compare(a, b) == 0;
    }

    boolean sameItems(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                budget.leave();
                return false;
            }
        }
        budget.leave();
        return true;
    }

    private boolean sameEntries(Dict left, Dict right) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean same = true;
        for (Dict.Entry entry : left.entries()) {
            budget.hashing(entry.key());
            Value other = right.get(entry.key());
            if (other == null || !same(entry.value(), other)) {
                same = false;
                break;
            }
        }
        budget.leave();
        return same;
    }

    /**
     * Python's order: below, at or above zero.
     *
     * @param sign how the comparison is written, for the message
     * @throws EvaluationException where Python does not order the two
     */
    public int compare(Value left, Value right, String sign) {
        budget.step();
        if (left instanceof Text a && right instanceof Text b) {
            budget.steps(Math.min(a.length(), b.length()) / CHARACTERS_PER_STEP);
            return codePointOrder(a.string(), b.string());
        }
        Number a = number(left);
        Number b = number(right);
        if (a != null && b != null) {
            budget.number(left);
            budget.number(right);
            return compare(a, b);
        }
        if (left instanceof ListValue x && right instanceof ListValue y) {
            return compareItems(x.items(), y.items(), sign);
        }
        if (left instanceof TupleValue x && right instanceof TupleValue y) {
            return compareItems(x.items(), y.items(), sign);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw new EvaluationException(
                "'"
                        + sign
                        + "' not supported between instances of '"
                        + left.typeName()
                        + "' and '"
                        + right.typeName()
                        + "'");
    }

    private int compareItems(List<Value> left, List<Value> right, String sign) {
        budget.enter();
        int common = Math.min(left.size(), right.size());
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            if (!same(left.get(i), right.get(i))) {
                order = compare(left.get(i), right.get(i), sign);
                break;
            }
        }
        budget.leave();
        return order;
    }

    private static int codePointOrder(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
                return pairs ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static Number number(Value value) {
        if (value instanceof Real real) {
            return real.value();
        }
        return Arithmetic.integer(value);
    }

    private static int compare(Number left, Number right) {
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.compareTo(b);
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigInteger integer
                ? new BigDecimal(integer)
                : new BigDecimal(number.doubleValue());
    }

    /** Python's {@code item in container}. */
    public boolean contains(Value container, Value item) {
        if (container instanceof Text text) {
            if (item instanceof Text part) {
                budget.copying(text.length());
                return new TextSearch(budget).first(text.string(), part.string(), 0) >= 0;
            }
            throw new EvaluationException(
                    "'in <string>' requires string as left operand, not " + item.typeName());
        }
        if (container instanceof Dict dict) {
            budget.hashing(item);
            return dict.get(item) != null;
        }
        if (container instanceof DictView view && view.kind() == DictView.Kind.KEYS) {
            budget.hashing(item);
            return view.dict().get(item) != null;
        }
        var items = new Iteration(budget).over(container);
        while (items.hasNext()) {
            if (same(items.next(), item)) {
                return true;
            }
        }
        return false;
    }
}
