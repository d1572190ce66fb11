package org.sftworkbench.template.runtime;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.IteratorValue;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Value;

/** Filters that choose or change each item by a test or filter; lazy, as in Jinja. */
final class SelectionFilters {
    private final Python python;
    private final AttributePath paths;
    private final Tests tests;
    private final Filters filters;

    SelectionFilters(Python python, AttributePath paths, Tests tests, Filters filters) {
        this.python = python;
        this.paths = paths;
        this.tests = tests;
        this.filters = filters;
    }

    void addTo(Map<String, Filter> table) {
        table.put("map", this::map);
        table.put("select", (input, a) -> choose(input, a, false, true));
        table.put("reject", (input, a) -> choose(input, a, false, false));
        table.put("selectattr", (input, a) -> choose(input, a, true, true));
        table.put("rejectattr", (input, a) -> choose(input, a, true, false));
    }

    private Value map(Value input, Arguments arguments) {
        UnaryOperator<Value> mapping = mapping(arguments);
        Iterator<Value> items = items(input);
        return generator(
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return items.hasNext();
                    }

                    @Override
                    public Value next() {
                        python.budget().objects(1);
                        return mapping.apply(items.next());
                    }
                });
    }

    private UnaryOperator<Value> mapping(Arguments arguments) {
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Map<String, Value> left = new LinkedHashMap<>(arguments.named());
            Value attribute = left.remove("attribute");
            Value otherwise = left.remove("default");
            if (!left.isEmpty()) {
                throw new EvaluationException(
                        "Unexpected keyword argument '" + left.keySet().iterator().next() + "'");
            }
            return paths.getter(attribute, otherwise == None.NONE ? null : otherwise);
        }
        String filter = name(arguments, 0, "map requires a filter argument");
        Arguments rest = arguments.from(1);
        return item -> filters.apply(filter, item, rest);
    }

    private Value choose(Value input, Arguments arguments, boolean byAttribute, boolean keep) {
        List<Value> given = arguments.positional();
        if (byAttribute && given.isEmpty()) {
            throw new EvaluationException("Missing parameter for attribute name");
        }
        UnaryOperator<Value> getter =
                byAttribute ? paths.getter(given.get(0), null) : UnaryOperator.identity();
        int used = byAttribute ? 1 : 0;
        Predicate<Value> test = Value::truth;
        if (given.size() > used) {
            String name = name(arguments, used, "a test is named by text");
            Arguments rest = arguments.from(used + 1);
            test = value -> tests.holds(name, value, rest);
        }
        Predicate<Value> chosen = test;
        return generator(
                new FilteredItems(
                        items(input),
                        item -> {
                            python.budget().step();
                            return chosen.test(getter.apply(item)) == keep;
                        }));
    }

    private static String name(Arguments arguments, int index, String otherwise) {
        if (arguments.positional().size() > index
                && arguments.positional().get(index) instanceof Text text) {
            return text.string();
        }
        throw new EvaluationException(otherwise);
    }

    private Iterator<Value> items(Value input) {
        return input.truth() ? python.iteration().over(input) : List.<Value>of().iterator();
    }

    private static Value generator(Iterator<Value> items) {
        return new IteratorValue("generator", items);
    }
}
