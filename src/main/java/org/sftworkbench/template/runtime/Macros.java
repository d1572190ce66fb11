package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.syntax.OwnNames;
import org.sftworkbench.template.syntax.Signature;
import org.sftworkbench.template.syntax.Statement;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bool;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Quoting;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TupleValue;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Makes functions of macros. Used by the rendering thread only. */
final class Macros {
    private static final String CALLER = "caller";
    private static final String ANONYMOUS = "None";

    private final RenderState state;
    private final Evaluator evaluator;
    private final OwnNames names;
    private final java.util.function.Consumer<List<Statement>> runner;

    Macros(
            RenderState state,
            Evaluator evaluator,
            OwnNames names,
            java.util.function.Consumer<List<Statement>> runner) {
        this.state = state;
        this.evaluator = evaluator;
        this.names = names;
        this.runner = runner;
    }

    /** A function that sees the variables around its definition, as they are when it is called. */
    Function macro(String name, Signature signature, List<Statement> body) {
        return macro(name, Quoting.quote(name), signature, body);
    }

    /** The function that a call block hands over. */
    Function caller(Signature signature, List<Statement> body) {
        return macro(ANONYMOUS, "anonymous", signature, body);
    }

    /** Runs a body that no arguments are handed to where it stands. */
    void run(Signature signature, List<Statement> body) {
        Arguments none = new Arguments(List.of(), Map.of());
        state.within(
                state.scope().within(names.in(body)),
                () -> {
                    bind(ANONYMOUS, signature, none);
                    runner.accept(body);
                    return null;
                });
    }

    private Function macro(String name, String shown, Signature signature, List<Statement> body) {
        Scope around = state.scope();
        // Whether a macro escapes is told by where it stands, not by where it is called.
        boolean escaping = state.escaping();
        return new Function(
                name,
                "<Macro " + shown + ">",
                attributes(name, signature),
                arguments ->
                        state.within(
                                around.within(names.in(body)),
                                () -> {
                                    bind(name, signature, arguments);
                                    boolean markup = escaping || state.escaping();
                                    return state.capture(escaping, () -> runner.accept(body))
                                            .asMarkup(markup);
                                }));
    }

    private static Map<String, Value> attributes(String name, Signature signature) {
        List<Value> arguments =
                signature.parameters().stream().<Value>map(p -> Text.of(p.name())).toList();
        boolean named = signature.parameters().stream().anyMatch(p -> p.name().equals(CALLER));
        return Map.of(
                "name", name.equals(ANONYMOUS) ? None.NONE : Text.of(name),
                "arguments", new TupleValue(arguments),
                "catch_kwargs", Bool.of(signature.usesKwargs()),
                "catch_varargs", Bool.of(signature.usesVarargs()),
                "caller", Bool.of(signature.usesCaller()),
                "explicit_caller", Bool.of(named));
    }

    private void bind(String name, Signature signature, Arguments arguments) {
        Map<String, Value> left = new LinkedHashMap<>(arguments.named());
        List<Value> positional = arguments.positional();
        List<Signature.Parameter> parameters = signature.parameters();
        Scope scope = state.scope();
        List<Signature.Parameter> unset = new ArrayList<>();
        boolean callerIsParameter = false;
        for (int i = 0; i < parameters.size(); i++) {
            Signature.Parameter parameter = parameters.get(i);
            callerIsParameter |= parameter.name().equals(CALLER);
            Value given = i < positional.size() ? positional.get(i) : left.remove(parameter.name());
            scope.set(parameter.name(), given == null ? missing(parameter) : given);
            if (given == null) {
                unset.add(parameter);
            }
        }
        for (Signature.Parameter parameter : unset) {
            if (parameter.defaultValue() != null) {
                scope.set(parameter.name(), evaluator.evaluate(parameter.defaultValue()));
            }
        }
        if (signature.usesCaller() && !callerIsParameter) {
            Value caller = left.remove(CALLER);
            scope.set(CALLER, caller == null ? new Undefined("No caller defined") : caller);
        }
        if (signature.usesKwargs()) {
            Dict.Builder further = new Dict.Builder();
            left.forEach((key, value) -> further.put(Text.of(key), value));
            scope.set("kwargs", further.build());
        } else if (!left.isEmpty()) {
            throw new EvaluationException(
                    "macro '"
                            + name
                            + "' takes no keyword argument '"
                            + left.keySet().iterator().next()
                            + "'");
        }
        int known = Math.min(parameters.size(), positional.size());
        if (signature.usesVarargs()) {
            scope.set("varargs", new TupleValue(positional.subList(known, positional.size())));
        } else if (positional.size() > known) {
            throw new EvaluationException(
                    "macro '"
                            + name
                            + "' takes not more than "
                            + parameters.size()
                            + " argument(s)");
        }
    }

    private static Value missing(Signature.Parameter parameter) {
        return new Undefined("parameter '" + parameter.name() + "' was not provided");
    }
}
