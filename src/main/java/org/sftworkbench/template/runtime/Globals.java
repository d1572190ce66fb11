package org.sftworkbench.template.runtime;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.Cycler;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Function;
import org.sftworkbench.template.value.Namespace;
import org.sftworkbench.template.value.RangeValue;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Value;

/** The functions every template can call. */
final class Globals {
    private static final long STEPS_PER_DATE_CHARACTER = 20;

    private final Python python;
    private final Clock clock;
    private final Map<String, Value> functions = new HashMap<>();

    Globals(Python python, Clock clock) {
        this.python = python;
        this.clock = clock;
        add("range", this::range);
        addType("dict", "dict", arguments -> dict(arguments).build());
        addType("namespace", "jinja2.utils.Namespace", this::namespace);
        addType("cycler", "jinja2.utils.Cycler", arguments -> new Cycler(arguments.positional()));
        addType("joiner", "jinja2.utils.Joiner", Globals::joiner);
        add("raise_exception", this::raise);
        add("strftime_now", this::now);
        add("lipsum", Globals::filler);
    }

    Map<String, Value> all() {
        return functions;
    }

    private void add(String name, Function.Body body) {
        functions.put(name, new Function(name, body));
    }

    private void addType(String name, String fullName, Function.Body body) {
        functions.put(name, Function.type(name, fullName, body));
    }

    private static Value filler(Arguments arguments) {
        throw new EvaluationException(
                "lipsum() gives other words every time, so a conversation cannot be rendered with it");
    }

    private Value range(Arguments arguments) {
        Bound bound = arguments.bind("range", 1, "start", "stop", "step");
        return bound.has(1)
                ? new RangeValue(bound.number(0), bound.number(1), bound.number(2, 1))
                : new RangeValue(0, bound.number(0), 1);
    }

    private Dict.Builder dict(Arguments arguments) {
        Dict.Builder dict = new Dict.Builder();
        if (arguments.positional().size() > 1) {
            throw new EvaluationException("dict() takes at most 1 positional argument");
        }
        for (Value given : arguments.positional()) {
            if (given instanceof Dict other) {
                python.budget().entries(other.size());
                dict.putAll(other);
            } else {
                python.iteration().list(given).forEach(pair -> put(pair, dict));
            }
        }
        python.budget().entries(arguments.named().size());
        arguments.named().forEach((name, value) -> dict.put(Text.of(name), value));
        return dict;
    }

    private void put(Value pair, Dict.Builder dict) {
        List<Value> parts = python.iteration().list(pair);
        if (parts.size() != 2) {
            throw new EvaluationException("dict() wants pairs of key and value");
        }
        dict.put(parts.get(0), parts.get(1));
    }

    private Value namespace(Arguments arguments) {
        Namespace namespace = new Namespace();
        for (Dict.Entry entry : dict(arguments).build().entries()) {
            namespace.set(python.printer().str(entry.key()).string(), entry.value());
        }
        return namespace;
    }

    private static Value joiner(Arguments arguments) {
        Text separator = arguments.bind("joiner", 0, "sep").text(0, Text.of(", "));
        boolean[] used = {false};
        return new Function(
                "joiner",
                unused -> {
                    Text text = used[0] ? separator : Text.EMPTY;
                    used[0] = true;
                    return text;
                });
    }

    private Value raise(Arguments arguments) {
        Value message = arguments.bind("raise_exception", 1, "message").get(0);
        throw new EvaluationException(python.printer().str(message).string());
    }

    private Value now(Arguments arguments) {
        String format = arguments.bind("strftime_now", 1, "format").text(0).string();
        python.budget().steps(STEPS_PER_DATE_CHARACTER * format.length());
        return Text.of(new DateFormat(ZonedDateTime.now(clock)).format(format));
    }
}
