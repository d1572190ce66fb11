package org.sftworkbench.template.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Real;
import org.sftworkbench.template.value.Text;

/** Parses expressions, by falling precedence: the grammar of Jinja. */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Map<String, BinaryOperator> SUMS =
            Map.of("+", BinaryOperator.ADD, "-", BinaryOperator.SUBTRACT);
    private static final Map<String, BinaryOperator> PRODUCTS =
            Map.of(
                    "*", BinaryOperator.MULTIPLY,
                    "/", BinaryOperator.DIVIDE,
                    "//", BinaryOperator.FLOOR_DIVIDE,
                    "%", BinaryOperator.MODULO);

    private final Tokens tokens;
    private final ParserState state;
    private final PostfixParser postfix;

    ExpressionParser(Tokens tokens, ParserState state) {
        this.tokens = tokens;
        this.state = state;
        this.postfix = new PostfixParser(tokens, state, this);
    }

    PostfixParser postfix() {
        return postfix;
    }

    Expression expression() {
        return expression(true);
    }

    /**
     * @param conditions whether {@code a if b else c} is read as one expression
     */
    Expression expression(boolean conditions) {
        tokens.enter();
        Expression expression = conditions ? conditional() : or();
        tokens.leave();
        return expression;
    }

    /**
     * One expression, or several with commas between them: a tuple.
     *
     * @param end name that ends it, or null
     */
    Expression tuple(boolean conditions, String end) {
        int at = tokens.current().at();
        List<Expression> items = new ArrayList<>();
        boolean several = false;
        while (!atTupleEnd(end)) {
            items.add(expression(conditions));
            if (!tokens.skipOperator(",")) {
                break;
            }
            several = true;
        }
        if (items.isEmpty()) {
            throw tokens.unexpected("an expression");
        }
        return several ? new Expression.TupleLiteral(List.copyOf(items), at) : items.get(0);
    }

    private boolean atTupleEnd(String end) {
        return tokens.at(Token.Kind.OUTPUT_END)
                || tokens.at(Token.Kind.BLOCK_END)
                || tokens.atOperator(")")
                || end != null && tokens.atName(end);
    }

    private Expression conditional() {
        int at = tokens.current().at();
        boolean before = state.conditional();
        int unknown = state.unknown();
        Expression value = or();
        while (tokens.skipName("if")) {
            state.forgetUnknown(unknown);
            state.conditional(true);
            Expression test = or();
            Expression otherwise = tokens.skipName("else") ? nested() : null;
            state.conditional(before);
            value = new Expression.Conditional(test, value, otherwise, at);
        }
        return value;
    }

    private Expression nested() {
        tokens.enter();
        Expression expression = conditional();
        tokens.leave();
        return expression;
    }

    private Expression or() {
        int at = tokens.current().at();
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and(), at);
        }
        return left;
    }

    private Expression and() {
        int at = tokens.current().at();
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not(), at);
        }
        return left;
    }

    private Expression not() {
        int at = tokens.current().at();
        if (!tokens.skipName("not")) {
            return compare();
        }
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return new Expression.Not(operand, at);
    }

    private Expression compare() {
        int at = tokens.current().at();
        Expression first = sum();
        List<Expression.Compare.Operand> rest = new ArrayList<>();
        for (String operator = comparison(); operator != null; operator = comparison()) {
            rest.add(new Expression.Compare.Operand(operator, sum()));
        }
        return rest.isEmpty() ? first : new Expression.Compare(first, List.copyOf(rest), at);
    }

    private String comparison() {
        Token token = tokens.current();
        if (token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
            return tokens.next().text();
        }
        if (tokens.skipName("in")) {
            return "in";
        }
        if (token.isName("not") && tokens.ahead().isName("in")) {
            tokens.next();
            tokens.next();
            return "not in";
        }
        return null;
    }

    private Expression sum() {
        int at = tokens.current().at();
        Expression left = concat();
        for (BinaryOperator o = operator(SUMS); o != null; o = operator(SUMS)) {
            left = new Expression.Binary(o, left, concat(), at);
        }
        return left;
    }

    private BinaryOperator operator(Map<String, BinaryOperator> among) {
        Token token = tokens.current();
        boolean there = token.kind() == Token.Kind.OPERATOR && among.containsKey(token.text());
        return there ? among.get(tokens.next().text()) : null;
    }

    private Expression concat() {
        int at = tokens.current().at();
        List<Expression> parts = new ArrayList<>(List.of(product()));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Concat(List.copyOf(parts), at);
    }

    private Expression product() {
        int at = tokens.current().at();
        Expression left = power();
        for (BinaryOperator o = operator(PRODUCTS); o != null; o = operator(PRODUCTS)) {
            left = new Expression.Binary(o, left, power(), at);
        }
        return left;
    }

    private Expression power() {
        int at = tokens.current().at();
        Expression left = unary(true);
        while (tokens.skipOperator("**")) {
            left = new Expression.Binary(BinaryOperator.POWER, left, unary(true), at);
        }
        return left;
    }

    private Expression unary(boolean filters) {
        tokens.enter();
        int at = tokens.current().at();
        Expression node;
        if (tokens.skipOperator("-")) {
            node = new Expression.Sign(true, unary(false), at);
        } else if (tokens.skipOperator("+")) {
            node = new Expression.Sign(false, unary(false), at);
        } else {
            node = primary();
        }
        node = postfix.subscripts(node);
        node = filters ? postfix.filters(node) : node;
        tokens.leave();
        return node;
    }

    /** A name, literal, list, mapping, or expression in parentheses. */
    Expression primary() {
        Token token = tokens.current();
        int at = token.at();
        switch (token.kind()) {
            case NAME -> {
                return name(tokens.next());
            }
            case STRING -> {
                return new Expression.Literal(strings(), at);
            }
            case INTEGER -> {
                return new Expression.Literal(new Int(integer(tokens.next().text())), at);
            }
            case FLOAT -> {
                double value = Double.parseDouble(tokens.next().text());
                return new Expression.Literal(new Real(value), at);
            }
            default -> {}
        }
        if (tokens.skipOperator("(")) {
            return parenthesized(at);
        }
        if (tokens.skipOperator("[")) {
            return new Expression.ListLiteral(items(), at);
        }
        if (tokens.skipOperator("{")) {
            return new Expression.DictLiteral(pairs(), at);
        }
        throw tokens.unexpected("an expression");
    }

    private Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Literal(Bool.TRUE, token.at());
            case "false", "False" -> new Expression.Literal(Bool.FALSE, token.at());
            case "none", "None" -> new Expression.Literal(None.NONE, token.at());
            default -> {
                state.sawName(token.text());
                yield new Expression.Name(token.text(), token.at());
            }
        };
    }

    private Text strings() {
        StringBuilder out = new StringBuilder();
        while (tokens.at(Token.Kind.STRING)) {
            out.append(tokens.next().text());
        }
        return Text.of(out.toString());
    }

    private static BigInteger integer(String digits) {
        String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        return switch (prefix) {
            case "0b" -> new BigInteger(digits.substring(2), 2);
            case "0o" -> new BigInteger(digits.substring(2), 8);
            case "0x" -> new BigInteger(digits.substring(2), 16);
            default -> new BigInteger(digits);
        };
    }

    private Expression parenthesized(int at) {
        if (tokens.skipOperator(")")) {
            return new Expression.TupleLiteral(List.of(), at);
        }
        Expression inner = tuple(true, null);
        tokens.expectOperator(")");
        return inner;
    }

    private List<Expression> items() {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("]")) {
                    break;
                }
            }
            items.add(expression());
        }
        return List.copyOf(items);
    }

    private List<Expression.DictLiteral.Pair> pairs() {
        List<Expression.DictLiteral.Pair> pairs = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!pairs.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            Expression key = expression();
            tokens.expectOperator(":");
            pairs.add(new Expression.DictLiteral.Pair(key, expression()));
        }
        return List.copyOf(pairs);
    }
}
