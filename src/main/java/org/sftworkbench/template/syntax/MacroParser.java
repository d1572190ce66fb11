package org.sftworkbench.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses macros, and the call blocks that hand one to another. */
final class MacroParser {
    private final Tokens tokens;
    private final ParserState state;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final Parser parser;

    MacroParser(
            Tokens tokens,
            ParserState state,
            ExpressionParser expressions,
            TargetParser targets,
            Parser parser) {
        this.tokens = tokens;
        this.state = state;
        this.expressions = expressions;
        this.targets = targets;
        this.parser = parser;
    }

    Statement macro(int at) {
        String name = targets.name();
        state.enterMacro();
        List<Signature.Parameter> parameters = parameters();
        List<Statement> body = body("macro", at);
        return new Statement.Macro(name, signature(parameters, state.leaveMacro()), body, at);
    }

    Statement callBlock(int at) {
        List<Signature.Parameter> parameters = tokens.atOperator("(") ? parameters() : List.of();
        int callAt = tokens.current().at();
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw new SyntaxException("expected a call after 'call'", callAt);
        }
        state.enterMacro();
        List<Statement> body = body("call", at);
        Signature signature = signature(parameters, state.leaveMacro());
        return new Statement.CallBlock(signature, call, body, at);
    }

    Statement generation(int at) {
        state.enterMacro();
        List<Statement> body = body("generation", at);
        return new Statement.Generation(signature(List.of(), state.leaveMacro()), body, at);
    }

    private List<Statement> body(String tag, int at) {
        boolean inLoop = state.inLoop(false);
        boolean conditional = state.conditional(false);
        List<Statement> body = parser.wholeBody(tag, at);
        state.conditional(conditional);
        state.inLoop(inLoop);
        return body;
    }

    private static Signature signature(List<Signature.Parameter> parameters, Set<String> used) {
        return new Signature(
                parameters,
                used.contains("caller"),
                used.contains("varargs"),
                used.contains("kwargs"));
    }

    private List<Signature.Parameter> parameters() {
        tokens.expectOperator("(");
        List<Signature.Parameter> parameters = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            int at = tokens.current().at();
            String name = targets.name();
            if (parameters.stream().anyMatch(p -> p.name().equals(name))) {
                throw new SyntaxException("two parameters are named '" + name + "'", at);
            }
            Expression value = tokens.skipOperator("=") ? expressions.expression() : null;
            boolean defaults =
                    !parameters.isEmpty()
                            && parameters.get(parameters.size() - 1).defaultValue() != null;
            if (value == null && defaults) {
                throw new SyntaxException(
                        "a parameter without a default follows one that has a default", at);
            }
            parameters.add(new Signature.Parameter(name, value));
        }
        return List.copyOf(parameters);
    }
}
