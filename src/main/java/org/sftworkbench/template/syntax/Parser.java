package org.sftworkbench.template.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses a template: text, outputs and blocks. */
public final class Parser {
    private final Tokens tokens;
    private final ParserState state;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final MacroParser macros;
    private final Set<String> blocks = new HashSet<>();

    private Parser(Tokens tokens, KnownNames known) {
        this.tokens = tokens;
        this.state = new ParserState(known);
        this.expressions = new ExpressionParser(tokens, state);
        this.targets = new TargetParser(tokens);
        this.macros = new MacroParser(tokens, state, expressions, targets, this);
    }

    /**
     * @throws SyntaxException where the source is not valid
     */
    public static List<Statement> parse(SourceText source, KnownNames known) {
        Parser parser = new Parser(new Tokens(Lexer.tokens(source.text())), known);
        List<Statement> statements = parser.statements(Set.of(), "", 0);
        parser.state.refuseUnknown();
        return statements;
    }

    /**
     * The body of a block, after the rest of its opening tag; stops at the name of an ending tag.
     *
     * @param tag name of the block, for the message where it is never closed
     * @param at where the block begins
     */
    List<Statement> body(String tag, int at, String... ends) {
        tokens.skipOperator(":");
        tokens.expect(Token.Kind.BLOCK_END);
        return statements(Set.of(ends), tag, at);
    }

    /** The same where one tag ends it, read too. */
    List<Statement> wholeBody(String tag, int at) {
        List<Statement> body = body(tag, at, "end" + tag);
        tokens.next();
        return body;
    }

    /** The same with variables of its own, which is reached whenever what is around it is. */
    private List<Statement> ownBody(String tag, int at) {
        boolean conditional = state.conditional(false);
        List<Statement> body = wholeBody(tag, at);
        state.conditional(conditional);
        return body;
    }

    private List<Statement> statements(Set<String> ends, String tag, int at) {
        tokens.enter();
        List<Statement> body = new ArrayList<>();
        while (!tokens.at(Token.Kind.END)) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> body.add(new Statement.Data(token.text(), token.at()));
                case OUTPUT_BEGIN -> {
                    Expression value = expressions.tuple(true, null);
                    body.add(new Statement.Output(value, token.at()));
                    tokens.expect(Token.Kind.OUTPUT_END);
                }
                default -> {
                    if (ends.contains(tokens.current().text()) && tokens.at(Token.Kind.NAME)) {
                        tokens.leave();
                        return List.copyOf(body);
                    }
                    statement(token.at(), tag, body);
                    tokens.expect(Token.Kind.BLOCK_END);
                }
            }
        }
        if (!ends.isEmpty()) {
            throw new SyntaxException(
                    "this {% " + tag + " %} is never closed with {% end" + tag + " %}", at);
        }
        tokens.leave();
        return List.copyOf(body);
    }

    private void statement(int at, String around, List<Statement> body) {
        Token tag = tokens.expect(Token.Kind.NAME);
        switch (tag.text()) {
            case "for" -> body.add(loop(at));
            case "if" -> body.add(condition(at));
            case "set" -> body.add(assignment(at));
            case "macro" -> body.add(macros.macro(at));
            case "call" -> body.add(macros.callBlock(at));
            case "filter" -> body.add(filterBlock(at));
            case "with" -> body.add(with(at));
            case "generation" -> body.add(macros.generation(at));
            case "block" -> body.add(block(at));
            case "autoescape" -> body.add(autoescape(at));
            case "print" -> print(at, body);
            case "break", "continue" -> body.add(jump(tag));
            case "include", "import", "from", "extends" -> body.add(loader(tag));
            default -> throw unknown(tag, around);
        }
    }

    private static SyntaxException unknown(Token tag, String around) {
        String hint =
                around.isEmpty()
                        ? ""
                        : "; the innermost open block is {% "
                                + around
                                + " %}, which ends with {% end"
                                + around
                                + " %}";
        return new SyntaxException("unexpected tag '" + tag.text() + "'" + hint, tag.at());
    }

    private Statement loop(int at) {
        state.loops(1);
        Target target = targets.target(false);
        state.checkTarget(target);
        tokens.expectName("in");
        Expression items = expressions.tuple(false, "recursive");
        boolean conditional = state.conditional(false);
        Expression filter = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        boolean inLoop = state.inLoop(true);
        List<Statement> body = body("for", at, "endfor", "else");
        // The loop around is out of reach of a recursive one, which is a function.
        state.inLoop(inLoop && !recursive);
        List<Statement> otherwise = List.of();
        if (tokens.next().isName("else")) {
            otherwise = wholeBody("for", at);
        }
        state.inLoop(inLoop);
        state.loops(-1);
        state.conditional(conditional);
        return new Statement.For(target, items, filter, recursive, body, otherwise, at);
    }

    private Statement condition(int at) {
        boolean conditional = state.conditional(true);
        List<Statement.If.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        Token end;
        do {
            Expression test = expressions.tuple(false, null);
            List<Statement> body = body("if", at, "elif", "else", "endif");
            branches.add(new Statement.If.Branch(test, body));
            end = tokens.next();
        } while (end.isName("elif"));
        if (end.isName("else")) {
            otherwise = wholeBody("if", at);
        }
        state.conditional(conditional);
        return new Statement.If(List.copyOf(branches), otherwise, at);
    }

    private Statement assignment(int at) {
        Target target = targets.target(true);
        state.checkTarget(target);
        if (tokens.skipOperator("=")) {
            return new Statement.SetValue(target, expressions.tuple(true, null), at);
        }
        boolean conditional = state.conditional(false);
        Expression filter = expressions.postfix().filterChain(null);
        state.conditional(conditional);
        return new Statement.SetBlock(target, filter, ownBody("set", at), at);
    }

    private Statement filterBlock(int at) {
        boolean conditional = state.conditional(false);
        Expression filter = expressions.postfix().namedFilter(null);
        filter = expressions.postfix().filterChain(filter);
        state.conditional(conditional);
        return new Statement.FilterBlock(filter, ownBody("filter", at), at);
    }

    private Statement with(int at) {
        List<Statement.With.Assignment> assignments = new ArrayList<>();
        while (!tokens.at(Token.Kind.BLOCK_END)) {
            if (!assignments.isEmpty()) {
                tokens.expectOperator(",");
            }
            Target target = targets.single();
            tokens.expectOperator("=");
            assignments.add(new Statement.With.Assignment(target, expressions.expression()));
        }
        return new Statement.With(List.copyOf(assignments), ownBody("with", at), at);
    }

    private Statement block(int at) {
        String name = tokens.expect(Token.Kind.NAME).text();
        if (!blocks.add(name)) {
            throw new SyntaxException("block '" + name + "' defined twice", at);
        }
        boolean scoped = tokens.skipName("scoped");
        boolean required = tokens.skipName("required");
        boolean inLoop = state.inLoop(false);
        Deque<Set<String>> around = state.macros(new ArrayDeque<>());
        List<Statement> body = ownBody("block", at);
        state.macros(around);
        state.inLoop(inLoop);
        tokens.skipName(name);
        if (required) {
            return required(body, at);
        }
        return new Statement.Scoped(name, scoped, body, at);
    }

    /** A block that another template would have to fill. */
    private static Statement required(List<Statement> body, int at) {
        for (Statement part : body) {
            if (!(part instanceof Statement.Data text) || !text.text().isBlank()) {
                throw new SyntaxException("a required block can only hold white space", at);
            }
        }
        return new Statement.Loader("required", at);
    }

    private Statement autoescape(int at) {
        Expression on = expressions.expression();
        return new Statement.Autoescape(on, ownBody("autoescape", at), at);
    }

    private void print(int at, List<Statement> body) {
        boolean first = true;
        while (!tokens.at(Token.Kind.BLOCK_END)) {
            if (!first) {
                tokens.expectOperator(",");
            }
            first = false;
            body.add(new Statement.Output(expressions.expression(), at));
        }
    }

    private Statement jump(Token tag) {
        if (!state.inLoop()) {
            throw new SyntaxException("'" + tag.text() + "' outside a loop", tag.at());
        }
        return new Statement.Jump(tag.text().equals("break"), tag.at());
    }

    private Statement loader(Token tag) {
        while (!tokens.at(Token.Kind.BLOCK_END) && !tokens.at(Token.Kind.END)) {
            tokens.next();
        }
        return new Statement.Loader(tag.text(), tag.at());
    }
}
