package org.sftworkbench.template.syntax;

import java.util.List;

/** The tokens of a template, read from front to back, with a guard against deep nesting. */
final class Tokens {
    private static final int MAX_NESTING = 150;

    private final List<Token> tokens;
    private int index;
    private int nesting;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(index);
    }

    Token ahead() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (token.kind() != Token.Kind.END) {
            index++;
        }
        return token;
    }

    boolean at(Token.Kind kind) {
        return current().kind() == kind;
    }

    boolean atName(String name) {
        return current().isName(name);
    }

    boolean atOperator(String operator) {
        return current().isOperator(operator);
    }

    boolean skipName(String name) {
        boolean there = atName(name);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipOperator(String operator) {
        boolean there = atOperator(operator);
        if (there) {
            next();
        }
        return there;
    }

    Token expect(Token.Kind kind) {
        if (!at(kind)) {
            throw unexpected(kind.shown());
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    SyntaxException unexpected(String wanted) {
        return new SyntaxException(
                "expected " + wanted + ", found " + current().shown(), current().at());
    }

    void enter() {
        if (++nesting > MAX_NESTING) {
            throw new SyntaxException(
                    "nested more than " + MAX_NESTING + " levels deep", current().at());
        }
    }

    void leave() {
        nesting--;
    }
}
