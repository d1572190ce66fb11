package org.sftworkbench.template.syntax;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.template.value.Int;

/** Parses what may follow an expression: attributes, subscripts, calls, filters and tests. */
final class PostfixParser {
    private final Tokens tokens;
    private final ParserState state;
    private final ExpressionParser expressions;

    PostfixParser(Tokens tokens, ParserState state, ExpressionParser expressions) {
        this.tokens = tokens;
        this.state = state;
        this.expressions = expressions;
    }

    /** Attributes, subscripts and calls. */
    Expression subscripts(Expression start) {
        Expression node = start;
        while (true) {
            int at = tokens.current().at();
            if (tokens.skipOperator(".")) {
                node = attribute(node, at);
            } else if (tokens.skipOperator("[")) {
                node = subscript(node, at);
            } else if (tokens.atOperator("(")) {
                node = new Expression.Call(node, arguments(), at);
            } else {
                return node;
            }
        }
    }

    private Expression attribute(Expression target, int at) {
        Token name = tokens.next();
        if (name.kind() == Token.Kind.NAME) {
            return new Expression.Attribute(target, name.text(), at);
        }
        if (name.kind() != Token.Kind.INTEGER) {
            throw new SyntaxException("expected a name or number after '.'", name.at());
        }
        Int index = new Int(new BigInteger(name.text()));
        return new Expression.Subscript(target, new Expression.Literal(index, name.at()), at);
    }

    private Expression subscript(Expression target, int at) {
        if (tokens.atOperator("]")) {
            throw tokens.unexpected("an index or key");
        }
        Expression start = tokens.atOperator(":") ? null : expressions.expression();
        if (tokens.skipOperator(":")) {
            Expression stop = bound();
            Expression step = tokens.skipOperator(":") ? bound() : null;
            tokens.expectOperator("]");
            return new Expression.Slice(target, start, stop, step, at);
        }
        List<Expression> several = new ArrayList<>(List.of(start));
        while (tokens.skipOperator(",") && !tokens.atOperator("]")) {
            several.add(expressions.expression());
        }
        tokens.expectOperator("]");
        Expression key =
                several.size() == 1
                        ? start
                        : new Expression.TupleLiteral(List.copyOf(several), start.at());
        return new Expression.Subscript(target, key, at);
    }

    private Expression bound() {
        boolean none = tokens.atOperator(":") || tokens.atOperator("]") || tokens.atOperator(",");
        return none ? null : expressions.expression();
    }

    /** Filters and tests, and calls of what they give. */
    Expression filters(Expression start) {
        Expression node = start;
        while (true) {
            if (tokens.atOperator("|")) {
                node = filter(node);
            } else if (tokens.atName("is")) {
                node = test(node);
            } else if (tokens.atOperator("(")) {
                int at = tokens.current().at();
                node = new Expression.Call(node, arguments(), at);
            } else {
                return node;
            }
        }
    }

    /** A chain of filters after {@code |}; a null start stands for a captured block. */
    Expression filterChain(Expression start) {
        Expression node = start;
        while (tokens.atOperator("|")) {
            node = filter(node);
        }
        return node;
    }

    private Expression filter(Expression input) {
        tokens.expectOperator("|");
        return namedFilter(input);
    }

    /** A filter, from its name on. */
    Expression namedFilter(Expression input) {
        int at = tokens.current().at();
        String name = dottedName();
        state.checkFilter(name, at);
        ArgumentList arguments = tokens.atOperator("(") ? arguments() : ArgumentList.EMPTY;
        return new Expression.FilterCall(input, name, arguments, at);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(tokens.expect(Token.Kind.NAME).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Token.Kind.NAME).text());
        }
        return name.toString();
    }

    private Expression test(Expression input) {
        int at = tokens.next().at();
        boolean negated = tokens.skipName("not");
        int nameAt = tokens.current().at();
        String name = dottedName();
        state.checkTest(name, nameAt);
        Expression node = new Expression.TestCall(input, name, testArguments(), at);
        return negated ? new Expression.Not(node, at) : node;
    }

    private ArgumentList testArguments() {
        if (tokens.atOperator("(")) {
            return arguments();
        }
        if (tokens.atName("is")) {
            throw new SyntaxException("tests with 'is' cannot be chained", tokens.current().at());
        }
        boolean ends = tokens.atName("else") || tokens.atName("or") || tokens.atName("and");
        boolean begins =
                switch (tokens.current().kind()) {
                    case NAME, STRING, INTEGER, FLOAT -> true;
                    case OPERATOR -> tokens.atOperator("[") || tokens.atOperator("{");
                    default -> false;
                };
        if (!begins || ends) {
            return ArgumentList.EMPTY;
        }
        Expression only = subscripts(expressions.primary());
        return new ArgumentList(List.of(only), List.of(), null, null);
    }

    /** Arguments in parentheses. */
    ArgumentList arguments() {
        int at = tokens.current().at();
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<ArgumentList.Named> named = new ArrayList<>();
        Expression rest = null;
        Expression namedRest = null;
        while (!tokens.skipOperator(")")) {
            if (tokens.skipOperator("*")) {
                check(rest == null && namedRest == null, at);
                rest = expressions.expression();
            } else if (tokens.skipOperator("**")) {
                check(namedRest == null, at);
                namedRest = expressions.expression();
            } else if (tokens.at(Token.Kind.NAME) && tokens.ahead().isOperator("=")) {
                check(namedRest == null, at);
                String name = tokens.next().text();
                tokens.next();
                named.add(new ArgumentList.Named(name, expressions.expression()));
            } else {
                check(rest == null && namedRest == null && named.isEmpty(), at);
                positional.add(expressions.expression());
            }
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new ArgumentList(List.copyOf(positional), List.copyOf(named), rest, namedRest);
    }

    private static void check(boolean inOrder, int at) {
        if (!inOrder) {
            throw new SyntaxException("the arguments of this call are out of order", at);
        }
    }
}
