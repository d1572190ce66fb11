package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.syntax.ArgumentList;
import org.sftworkbench.template.syntax.Constants;
import org.sftworkbench.template.syntax.Expression;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.HtmlEscape;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.ListValue;
import org.sftworkbench.template.value.Loop;
import org.sftworkbench.template.value.Real;
import org.sftworkbench.template.value.Sequences;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TextBuilder;
import org.sftworkbench.template.value.TupleValue;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Evaluates expressions. Used by the rendering thread only. */
final class Evaluator implements Expression.Visitor<Value> {
    private final RenderState state;
    private final Python python;
    private final Filters filters;
    private final Tests tests;

    Evaluator(RenderState state, Python python, Filters filters, Tests tests) {
        this.state = state;
        this.python = python;
        this.filters = filters;
        this.tests = tests;
    }

    /**
     * The value of an expression.
     *
     * @throws RenderException with the place of the innermost node that failed
     */
    Value evaluate(Expression node) {
        try {
            python.budget().step();
            python.budget().enter();
            Value value = node.accept(this);
            python.budget().leave();
            return value;
        } catch (EvaluationException e) {
            throw new RenderException(e.getMessage(), node.at());
        }
    }

    @Override
    public Value visit(Expression.Literal node) {
        return node.value();
    }

    @Override
    public Value visit(Expression.Name node) {
        Value value = state.scope().get(node.name());
        return value == null ? Undefined.name(node.name()) : value;
    }

    @Override
    public Value visit(Expression.ListLiteral node) {
        return new ListValue(all(node.items()));
    }

    @Override
    public Value visit(Expression.TupleLiteral node) {
        return new TupleValue(all(node.items()));
    }

    private List<Value> all(List<Expression> nodes) {
        List<Value> values = new ArrayList<>(nodes.size());
        nodes.forEach(node -> values.add(evaluate(node)));
        return values;
    }

    @Override
    public Value visit(Expression.DictLiteral node) {
        Dict.Builder dict = new Dict.Builder();
        for (Expression.DictLiteral.Pair pair : node.pairs()) {
            Value key = evaluate(pair.key());
            python.budget().hashing(key);
            dict.put(key, evaluate(pair.value()));
        }
        return dict.build();
    }

    @Override
    public Value visit(Expression.Attribute node) {
        return python.attributes().attribute(evaluate(node.target()), node.name());
    }

    @Override
    public Value visit(Expression.Subscript node) {
        Value target = evaluate(node.target());
        Value key = evaluate(node.key());
        return state.takenOut(key, python.attributes().item(target, key));
    }

    @Override
    public Value visit(Expression.Slice node) {
        Value target = evaluate(node.target());
        Value start = orNull(node.start());
        Value stop = orNull(node.stop());
        Value step = orNull(node.step());
        if (target instanceof Undefined undefined) {
            throw undefined.failure();
        }
        try {
            return python.sequences().slice(target, start, stop, step);
        } catch (EvaluationException e) {
            boolean noStep = Int.of(0).equals(step) && Sequences.isSliceable(target);
            if (Constants.isConstant(node) && !noStep) {
                // Jinja works constants out beforehand, and what cannot be looked up is undefined.
                return new Undefined(e.getMessage());
            }
            throw e;
        }
    }

    private Value orNull(Expression node) {
        return node == null ? null : evaluate(node);
    }

    @Override
    public Value visit(Expression.Call node) {
        return call(node, Map.of());
    }

    /** A call with further named arguments. */
    Value call(Expression.Call node, Map<String, Value> further) {
        Value callee = evaluate(node.callee());
        Arguments arguments = arguments(node.arguments(), further);
        if (callee instanceof Function function) {
            return function.body().call(arguments);
        }
        if (callee instanceof Loop loop) {
            return loop.call(arguments);
        }
        if (callee instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw new EvaluationException("'" + callee.typeName() + "' object is not callable");
    }

    private Arguments arguments(ArgumentList nodes, Map<String, Value> further) {
        List<Value> positional = all(nodes.positional());
        Map<String, Value> named = new LinkedHashMap<>();
        for (ArgumentList.Named argument : nodes.named()) {
            named.put(argument.name(), evaluate(argument.value()));
        }
        if (nodes.rest() != null) {
            positional.addAll(python.iteration().list(evaluate(nodes.rest())));
        }
        if (nodes.namedRest() != null) {
            spread(evaluate(nodes.namedRest()), named);
        }
        named.putAll(further);
        return new Arguments(positional, named);
    }

    private void spread(Value value, Map<String, Value> named) {
        if (!(value instanceof Dict dict)) {
            throw new EvaluationException(
                    "argument after ** must be a mapping, not " + value.typeName());
        }
        python.budget().entries(dict.size());
        for (Dict.Entry entry : dict.entries()) {
            if (!(entry.key() instanceof Text key)) {
                throw new EvaluationException("keywords must be strings");
            }
            named.put(key.string(), entry.value());
        }
    }

    @Override
    public Value visit(Expression.FilterCall node) {
        return filters.apply(
                node.name(), evaluate(node.input()), arguments(node.arguments(), Map.of()));
    }

    /** Applies a chain of filters, whose innermost has no input, to a captured block. */
    Value filtered(Expression chain, Value block) {
        if (!(chain instanceof Expression.FilterCall node)) {
            return block;
        }
        Value input = filtered(node.input(), block);
        try {
            return filters.apply(node.name(), input, arguments(node.arguments(), Map.of()));
        } catch (EvaluationException e) {
            throw new RenderException(e.getMessage(), node.at());
        }
    }

    @Override
    public Value visit(Expression.TestCall node) {
        Value input = evaluate(node.input());
        return Bool.of(tests.holds(node.name(), input, arguments(node.arguments(), Map.of())));
    }

    @Override
    public Value visit(Expression.Not node) {
        return Bool.of(!evaluate(node.operand()).truth());
    }

    @Override
    public Value visit(Expression.Sign node) {
        Value operand = evaluate(node.operand());
        return node.negative()
                ? python.operators().negate(operand)
                : python.operators().plus(operand);
    }

    @Override
    public Value visit(Expression.Binary node) {
        Value left = evaluate(node.left());
        Value right = evaluate(node.right());
        boolean power = node.operator() == BinaryOperator.POWER;
        if (power && bareMinus(node, left)) {
            Value positive = python.operators().negate(left);
            return python.operators()
                    .negate(python.operators().apply(node.operator(), positive, right));
        }
        return python.operators().apply(node.operator(), left, right);
    }

    /**
     * Jinja writes a constant it has worked out, such as -2, without parentheses before the power,
     * which then binds first.
     */
    private static boolean bareMinus(Expression.Binary node, Value left) {
        boolean negative =
                left instanceof Int whole && whole.value().signum() < 0
                        || left instanceof Real real && (real.value() < 0 || 1 / real.value() < 0);
        return negative && Constants.isConstant(node.left()) && !Constants.isConstant(node.right());
    }

    @Override
    public Value visit(Expression.Concat node) {
        List<Text> parts =
                all(node.parts()).stream().map(part -> python.printer().str(part)).toList();
        boolean markup = state.escaping() && parts.stream().anyMatch(Text::markup);
        TextBuilder out = new TextBuilder(python.budget());
        parts.forEach(part -> out.append(markup ? HtmlEscape.escape(part) : part));
        return out.toText().asMarkup(markup);
    }

    @Override
    public Value visit(Expression.Compare node) {
        Value left = evaluate(node.first());
        for (Expression.Compare.Operand operand : node.rest()) {
            Value right = evaluate(operand.operand());
            if (!holds(operand.operator(), left, right)) {
                return Bool.FALSE;
            }
            left = right;
        }
        return Bool.TRUE;
    }

    private boolean holds(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> python.equality().same(left, right);
            case "!=" -> !python.equality().same(left, right);
            case "in" -> python.equality().contains(right, left);
            case "not in" -> !python.equality().contains(right, left);
            case "<" -> python.equality().compare(left, right, operator) < 0;
            case "<=" -> python.equality().compare(left, right, operator) <= 0;
            case ">" -> python.equality().compare(left, right, operator) > 0;
            default -> python.equality().compare(left, right, operator) >= 0;
        };
    }

    @Override
    public Value visit(Expression.And node) {
        Value left = evaluate(node.left());
        return left.truth() ? evaluate(node.right()) : left;
    }

    @Override
    public Value visit(Expression.Or node) {
        Value left = evaluate(node.left());
        return left.truth() ? left : evaluate(node.right());
    }

    @Override
    public Value visit(Expression.Conditional node) {
        if (evaluate(node.test()).truth()) {
            return evaluate(node.then());
        }
        return node.otherwise() == null
                ? new Undefined("the inline if-expression was false and has no else")
                : evaluate(node.otherwise());
    }
}
