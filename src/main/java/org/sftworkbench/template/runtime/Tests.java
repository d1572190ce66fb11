package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Casing;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.DictView;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.Iteration;
import org.sftworkbench.template.value.IteratorValue;
import org.sftworkbench.template.value.ListValue;
import org.sftworkbench.template.value.Loop;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Real;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** The tests that may stand after {@code is}. */
final class Tests {
    private static final Set<String> WITHOUT_ARGUMENTS =
            Set.of(
                    "defined",
                    "undefined",
                    "none",
                    "boolean",
                    "true",
                    "false",
                    "integer",
                    "float",
                    "number",
                    "string",
                    "mapping",
                    "iterable",
                    "sequence",
                    "callable",
                    "escaped",
                    "odd",
                    "even",
                    "filter",
                    "test",
                    "lower",
                    "upper");

    private final Python python;
    private final Map<String, Test> tests = new HashMap<>();
    private Supplier<Set<String>> filters = Set::of;

    Tests(Python python) {
        this.python = python;
        addTypes();
        addComparisons();
        addNumbers();
        tests.put("filter", (value, a) -> filters.get().contains(name(value)));
        tests.put("test", (value, a) -> tests.containsKey(name(value)));
        tests.put("lower", (value, a) -> Casing.isLower(string(value)));
        tests.put("upper", (value, a) -> Casing.isUpper(string(value)));
    }

    /** Tells which filters there are, for {@code is filter}. */
    void know(Supplier<Set<String>> filterNames) {
        filters = filterNames;
    }

    Set<String> names() {
        return Set.copyOf(tests.keySet());
    }

    /**
     * @throws EvaluationException where there is no such test, or it refuses the value
     */
    boolean holds(String name, Value value, Arguments arguments) {
        Test test = tests.get(name);
        if (test == null) {
            throw new EvaluationException("there is no test named '" + name + "'");
        }
        if (WITHOUT_ARGUMENTS.contains(name)) {
            arguments.bind("the test " + name, 0);
        }
        if (value instanceof Text text) {
            python.budget().reading(text);
        }
        return test.holds(value, arguments);
    }

    /** What a filter or test may be called; anything that can be a key. */
    private static String name(Value value) {
        boolean setLike = value instanceof DictView view && view.kind() != DictView.Kind.VALUES;
        if (value instanceof ListValue || value instanceof Dict || setLike) {
            throw new EvaluationException("unhashable type: '" + value.typeName() + "'");
        }
        return value instanceof Text text ? text.string() : "";
    }

    private String string(Value value) {
        return python.printer().str(value).string();
    }

    private void addTypes() {
        tests.put("defined", (value, a) -> !(value instanceof Undefined));
        tests.put("undefined", (value, a) -> value instanceof Undefined);
        tests.put("none", (value, a) -> value == None.NONE);
        tests.put("boolean", (value, a) -> value instanceof Bool);
        tests.put("true", (value, a) -> value == Bool.TRUE);
        tests.put("false", (value, a) -> value == Bool.FALSE);
        tests.put("integer", (value, a) -> value instanceof Int);
        tests.put("float", (value, a) -> value instanceof Real);
        tests.put(
                "number",
                (value, a) ->
                        value instanceof Int || value instanceof Real || value instanceof Bool);
        tests.put("string", (value, a) -> value instanceof Text);
        tests.put("mapping", (value, a) -> value instanceof Dict);
        tests.put("iterable", (value, a) -> Iteration.isIterable(value));
        tests.put("sequence", (value, a) -> isSequence(value));
        tests.put(
                "callable",
                (value, a) ->
                        value instanceof Function
                                || value instanceof Loop
                                || value instanceof Undefined);
        tests.put("escaped", (value, a) -> value instanceof Text text && text.markup());
    }

    private static boolean isSequence(Value value) {
        return Iteration.isIterable(value)
                && !(value instanceof IteratorValue)
                && !(value instanceof DictView)
                && !(value instanceof Loop);
    }

    private void addComparisons() {
        compare("==", "==", "eq", "equalto");
        compare("!=", "!=", "ne");
        compare("<", "<", "lt", "lessthan");
        compare("<=", "<=", "le");
        compare(">", ">", "gt", "greaterthan");
        compare(">=", ">=", "ge");
        tests.put("in", (value, a) -> python.equality().contains(only(a, "in"), value));
        tests.put("sameas", (value, a) -> same(value, only(a, "sameas")));
    }

    private void compare(String sign, String... names) {
        for (String name : names) {
            tests.put(name, (value, a) -> compare(sign, value, only(a, name)));
        }
    }

    private boolean compare(String sign, Value left, Value right) {
        return switch (sign) {
            case "==" -> python.equality().same(left, right);
            case "!=" -> !python.equality().same(left, right);
            case "<" -> python.equality().compare(left, right, sign) < 0;
            case "<=" -> python.equality().compare(left, right, sign) <= 0;
            case ">" -> python.equality().compare(left, right, sign) > 0;
            default -> python.equality().compare(left, right, sign) >= 0;
        };
    }

    private static Value only(Arguments arguments, String name) {
        return arguments.bind(name, 1, "other").get(0);
    }

    private static boolean same(Value left, Value right) {
        return left == right
                || left instanceof Int && left.equals(right)
                || left instanceof Text && left.equals(right);
    }

    private void addNumbers() {
        tests.put("odd", (value, a) -> rest(value, Int.of(2), 1));
        tests.put("even", (value, a) -> rest(value, Int.of(2), 0));
        tests.put("divisibleby", (value, a) -> rest(value, only(a, "divisibleby"), 0));
    }

    private boolean rest(Value value, Value divisor, long expected) {
        Value rest = python.operators().apply(BinaryOperator.MODULO, value, divisor);
        return python.equality().same(rest, Int.of(expected));
    }
}
