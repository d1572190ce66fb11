package org.sftworkbench.template.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call.
 *
 * @param positional in order
 * @param named by name, in order
 */
public record Arguments(List<Value> positional, Map<String, Value> named) {
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    public Arguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    public static Arguments of(Value... positional) {
        return new Arguments(List.of(positional), Map.of());
    }

    /** The same without the first positional arguments. */
    public Arguments from(int first) {
        return new Arguments(positional.subList(first, positional.size()), named);
    }

    /**
     * Assigns the arguments to parameters, in their order.
     *
     * @param callee name for messages
     * @param required how many of the parameters must be given
     * @throws EvaluationException where arguments are missing, unknown or too many
     */
    public Bound bind(String callee, int required, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new EvaluationException(
                    callee + "() takes at most " + parameters.length + " argument(s)");
        }
        List<Value> values = new ArrayList<>(positional);
        Map<String, Value> left = new LinkedHashMap<>(named);
        for (int i = values.size(); i < parameters.length; i++) {
            Value value = left.remove(parameters[i]);
            if (value == null && i < required) {
                throw new EvaluationException(
                        callee + "() misses its argument '" + parameters[i] + "'");
            }
            values.add(value);
        }
        if (!left.isEmpty()) {
            throw new EvaluationException(
                    callee
                            + "() got an unexpected keyword argument '"
                            + left.keySet().iterator().next()
                            + "'");
        }
        return new Bound(callee, Collections.unmodifiableList(values));
    }
}
