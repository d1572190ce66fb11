package org.sftworkbench.template.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Budget;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Value;

/** The filters that may stand after {@code |}. */
final class Filters {
    private static final Set<String> WITHOUT_ARGUMENTS =
            Set.of(
                    "abs",
                    "capitalize",
                    "count",
                    "e",
                    "escape",
                    "first",
                    "forceescape",
                    "items",
                    "last",
                    "length",
                    "list",
                    "lower",
                    "pprint",
                    "random",
                    "reverse",
                    "safe",
                    "string",
                    "striptags",
                    "title",
                    "upper",
                    "urlencode",
                    "wordcount");

    private final Python python;
    private final Tests tests;
    private final Budget budget;
    private Map<String, Filter> filters;

    Filters(Python python, Tests tests) {
        this.python = python;
        this.tests = tests;
        this.budget = python.budget();
    }

    /** Made where one is asked for: most renderings of a template need few or none. */
    private Map<String, Filter> all() {
        if (filters == null) {
            filters = new HashMap<>();
            AttributePath paths = new AttributePath(python);
            new TextFilters(python).addTo(filters);
            new HtmlFilters(python).addTo(filters);
            new Links(python).addTo(filters);
            new NumberFilters(python).addTo(filters);
            new JsonFilter(python).addTo(filters);
            new ItemFilters(python, paths).addTo(filters);
            new OrderFilters(python, paths).addTo(filters);
            new SelectionFilters(python, paths, tests, this).addTo(filters);
        }
        return filters;
    }

    Set<String> names() {
        return Set.copyOf(all().keySet());
    }

    /**
     * @throws EvaluationException where there is no such filter, or it refuses the value
     */
    Value apply(String name, Value input, Arguments arguments) {
        Filter filter = all().get(name);
        if (filter == null) {
            throw new EvaluationException("there is no filter named '" + name + "'");
        }
        if (WITHOUT_ARGUMENTS.contains(name)) {
            arguments.bind(name, 0);
        }
        arguments.positional().forEach(this::read);
        arguments.named().values().forEach(this::read);
        read(input);
        Value result = filter.apply(input, arguments);
        read(result);
        return result;
    }

    private void read(Value value) {
        if (value instanceof Text text) {
            budget.size(text.length());
            budget.reading(text);
        }
    }
}
