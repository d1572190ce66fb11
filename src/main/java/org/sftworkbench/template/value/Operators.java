package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.List;

/** Python's binary and unary operators on any values. */
public final class Operators {
    private static final long STEPS_PER_POWER = 2000;

    private final Budget budget;
    private final PercentFormat percentFormat;

    public Operators(Budget budget, Printer printer) {
        this.budget = budget;
        this.percentFormat = new PercentFormat(budget, printer);
    }

    /**
     * Applies an operator.
     *
     * @throws EvaluationException where Python does not define it for the two
     */
    public Value apply(BinaryOperator operator, Value left, Value right) {
        budget.step();
        if (Arithmetic.isNumber(left) && Arithmetic.isNumber(right)) {
            budget.steps(work(operator, left, right));
            return Arithmetic.apply(operator, left, right);
        }
        if (operator == BinaryOperator.MODULO && left instanceof Text format) {
            return percentFormat.apply(format, right);
        }
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        Value result = null;
        if (operator == BinaryOperator.ADD) {
            result = add(left, right);
        } else if (operator == BinaryOperator.MULTIPLY) {
            result = Arithmetic.integer(right) != null ? repeat(left, right) : repeat(right, left);
        }
        if (result == null) {
            throw unsupported(operator, left, right);
        }
        return result;
    }

    /** Steps that an operator on whole numbers of many digits is worth. */
    private static long work(BinaryOperator operator, Value left, Value right) {
        if (!(left instanceof Int a) || !(right instanceof Int b)) {
            return 0;
        }
        long words = (a.value().bitLength() / 32 + 1L) * (b.value().bitLength() / 32 + 1L);
        long bits = (long) a.value().bitLength() + b.value().bitLength();
        return switch (operator) {
            case ADD, SUBTRACT -> bits / 64;
            case POWER -> bits > 16 ? STEPS_PER_POWER : 1;
            case DIVIDE -> words / 64 + bits / 8;
            default -> words / 64;
        };
    }

    /** Joins two texts. */
    public Text concat(Text left, Text right) {
        if (left.markup() || right.markup()) {
            Text a = HtmlEscape.escape(left);
            Text b = HtmlEscape.escape(right);
            return new TextBuilder(budget).append(a).append(b).toText().asMarkup(true);
        }
        if (left.isEmpty()) {
            return right;
        }
        return right.isEmpty() ? left : new TextBuilder(budget).append(left).append(right).toText();
    }

    private Value add(Value left, Value right) {
        if (left instanceof Text a && right instanceof Text b) {
            return concat(a, b);
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return new ListValue(joined(a.items(), b.items()));
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return new TupleValue(joined(a.items(), b.items()));
        }
        if (left instanceof Text && !(right instanceof Text)) {
            throw new EvaluationException(
                    "can only concatenate str (not \"" + right.typeName() + "\") to str");
        }
        return null;
    }

    private List<Value> joined(List<Value> left, List<Value> right) {
        budget.elements((long) left.size() + right.size());
        List<Value> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }

    private Value repeat(Value value, Value count) {
        if (Arithmetic.integer(count) == null) {
            return null;
        }
        int bits = Arithmetic.integer(count).bitLength();
        long times =
                bits > 62 ? Long.MAX_VALUE : Math.max(0, Arithmetic.integer(count).longValue());
        if (Arithmetic.integer(count).signum() <= 0) {
            times = 0;
        }
        if (value instanceof Text text) {
            room(text.length(), times);
            TextBuilder out = new TextBuilder(budget);
            for (long i = 0; i < times && !text.isEmpty(); i++) {
                out.append(text);
            }
            return out.toText().asMarkup(text.markup());
        }
        if (value instanceof ListValue list) {
            return new ListValue(repeated(list.items(), times));
        }
        if (value instanceof TupleValue tuple) {
            return new TupleValue(repeated(tuple.items(), times));
        }
        return null;
    }

    private List<Value> repeated(List<Value> items, long times) {
        room(items.size(), times);
        if (!items.isEmpty() && times > 0) {
            budget.elements(items.size() * times);
        }
        List<Value> all = new ArrayList<>();
        for (long i = 0; i < times && !items.isEmpty(); i++) {
            all.addAll(items);
        }
        return all;
    }

    private void room(int size, long times) {
        if (size > 0) {
            budget.copying(times > Integer.MAX_VALUE ? Long.MAX_VALUE / 2 : size * times);
        }
    }

    public Value negate(Value value) {
        if (value instanceof Real real) {
            return new Real(-real.value());
        }
        return new Int(wholeNumber(value, "-").negate());
    }

    public Value plus(Value value) {
        return value instanceof Real ? value : new Int(wholeNumber(value, "+"));
    }

    private static java.math.BigInteger wholeNumber(Value value, String sign) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (Arithmetic.integer(value) == null) {
            throw new EvaluationException(
                    "bad operand type for unary " + sign + ": '" + value.typeName() + "'");
        }
        return Arithmetic.integer(value);
    }

    private static EvaluationException unsupported(
            BinaryOperator operator, Value left, Value right) {
        return new EvaluationException(
                "unsupported operand type(s) for "
                        + operator.sign()
                        + ": '"
                        + left.typeName()
                        + "' and '"
                        + right.typeName()
                        + "'");
    }
}
