package org.sftworkbench.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what values are assigned to. */
final class TargetParser {
    private static final Set<String> CONSTANTS =
            Set.of("true", "false", "none", "True", "False", "None");

    private final Tokens tokens;

    TargetParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * One target, or several with commas between them.
     *
     * @param namespaces whether {@code ns.name} is allowed
     */
    Target target(boolean namespaces) {
        int at = tokens.current().at();
        List<Target> targets = new ArrayList<>();
        boolean several = false;
        do {
            if (!targets.isEmpty() && !atTarget()) {
                break;
            }
            targets.add(one(namespaces));
            several |= tokens.atOperator(",");
        } while (tokens.skipOperator(","));
        return several ? new Target.Several(List.copyOf(targets), at) : targets.get(0);
    }

    private boolean atTarget() {
        return tokens.atOperator("(") || tokens.at(Token.Kind.NAME) && !tokens.atName("in");
    }

    /** One target. */
    Target single() {
        return one(false);
    }

    private Target one(boolean namespaces) {
        int at = tokens.current().at();
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Target inner = target(namespaces);
            tokens.expectOperator(")");
            tokens.leave();
            return inner;
        }
        String name = name();
        if (namespaces && tokens.skipOperator(".")) {
            String attribute = tokens.expect(Token.Kind.NAME).text();
            return new Target.NamespaceAttribute(name, attribute, at);
        }
        return new Target.Variable(name, at);
    }

    /** The name of a variable. */
    String name() {
        Token token = tokens.expect(Token.Kind.NAME);
        if (CONSTANTS.contains(token.text())) {
            throw new SyntaxException("can't assign to '" + token.text() + "'", token.at());
        }
        return token.text();
    }
}
