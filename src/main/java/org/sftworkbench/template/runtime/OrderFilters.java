package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.DictView;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.IteratorValue;
import org.sftworkbench.template.value.ListValue;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.TupleValue;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Filters that sort, group and compare items. */
final class OrderFilters {
    private final Python python;
    private final AttributePath paths;

    OrderFilters(Python python, AttributePath paths) {
        this.python = python;
        this.paths = paths;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("sort", this::sort);
        filters.put("dictsort", this::dictSort);
        filters.put("unique", this::unique);
        filters.put("groupby", this::groupBy);
        filters.put("min", (input, a) -> extreme(input, a, "min"));
        filters.put("max", (input, a) -> extreme(input, a, "max"));
    }

    private UnaryOperator<Value> key(Value attribute, Value otherwise, boolean caseSensitive) {
        UnaryOperator<Value> getter = paths.getter(attribute, otherwise);
        return caseSensitive ? getter : item -> paths.ignoringCase(getter.apply(item));
    }

    private List<Value> sorted(List<Value> items, UnaryOperator<Value> key, boolean reverse) {
        record Keyed(Value key, Value item) {}
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : items) {
            python.budget().objects(1);
            keyed.add(new Keyed(key.apply(item), item));
        }
        Comparator<Keyed> order = (a, b) -> python.equality().compare(a.key(), b.key(), "<");
        keyed.sort(reverse ? order.reversed() : order);
        return keyed.stream().map(Keyed::item).toList();
    }

    private Value sort(Value input, Arguments arguments) {
        Bound bound = arguments.bind("sort", 0, "reverse", "case_sensitive", "attribute");
        boolean caseSensitive = bound.truth(1);
        List<UnaryOperator<Value>> keys = new ArrayList<>();
        if (bound.get(2) instanceof Text text) {
            for (String attribute : text.string().split(",", -1)) {
                python.budget().objects(5);
                keys.add(key(Text.of(attribute), null, caseSensitive));
            }
        } else {
            keys.add(key(bound.get(2), null, caseSensitive));
        }
        // A list even for one key: what is equal is not ordered, so undefined ones may be equal.
        UnaryOperator<Value> key =
                item -> new ListValue(keys.stream().map(k -> k.apply(item)).toList());
        return new ListValue(sorted(python.iteration().list(input), key, bound.truth(0)));
    }

    private Value dictSort(Value input, Arguments arguments) {
        Bound bound = arguments.bind("dictsort", 0, "case_sensitive", "by", "reverse");
        if (input instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!(input instanceof Dict dict)) {
            throw new EvaluationException("dictsort wants a mapping, not " + input.typeName());
        }
        String by = bound.text(1, Text.of("key")).string();
        if (!by.equals("key") && !by.equals("value")) {
            throw new EvaluationException("You can only sort by either \"key\" or \"value\"");
        }
        int part = by.equals("key") ? 0 : 1;
        boolean caseSensitive = bound.truth(0);
        UnaryOperator<Value> key =
                item -> {
                    Value value = ((TupleValue) item).items().get(part);
                    return caseSensitive ? value : paths.ignoringCase(value);
                };
        List<Value> pairs = new DictView(dict, DictView.Kind.ITEMS).items();
        return new ListValue(sorted(pairs, key, bound.truth(2)));
    }

    private Value unique(Value input, Arguments arguments) {
        Bound bound = arguments.bind("unique", 0, "case_sensitive", "attribute");
        UnaryOperator<Value> key = key(bound.get(1), null, bound.truth(0));
        Dict.Builder seen = new Dict.Builder();
        List<Value> unique = new ArrayList<>();
        int known = 0;
        for (Value item : python.iteration().list(input)) {
            Value by = key.apply(item);
            python.budget().objects(1);
            python.budget().hashing(by);
            seen.put(by, item);
            if (seen.size() > known) {
                unique.add(item);
                known = seen.size();
            }
        }
        return new IteratorValue("generator", unique.iterator());
    }

    private Value groupBy(Value input, Arguments arguments) {
        Bound bound = arguments.bind("groupby", 1, "attribute", "default", "case_sensitive");
        Value otherwise = bound.get(1);
        UnaryOperator<Value> shown = paths.getter(bound.get(0), otherwise);
        UnaryOperator<Value> key = key(bound.get(0), otherwise, bound.truth(2));
        List<Value> groups = new ArrayList<>();
        List<Value> group = new ArrayList<>();
        Value last = null;
        for (Value item : sorted(python.iteration().list(input), key, false)) {
            python.budget().objects(1);
            Value now = key.apply(item);
            if (last != null && !python.equality().same(last, now)) {
                groups.add(group(shown, group));
                group = new ArrayList<>();
            }
            group.add(item);
            last = now;
        }
        if (last != null) {
            groups.add(group(shown, group));
        }
        return new ListValue(groups);
    }

    private static Value group(UnaryOperator<Value> shown, List<Value> items) {
        return new TupleValue(
                List.of(shown.apply(items.get(0)), new ListValue(items)),
                List.of("grouper", "list"));
    }

    private Value extreme(Value input, Arguments arguments, String name) {
        Bound bound = arguments.bind(name, 0, "case_sensitive", "attribute");
        UnaryOperator<Value> key = key(bound.get(1), null, bound.truth(0));
        Value best = null;
        for (Value item : python.iteration().list(input)) {
            if (best == null || better(key.apply(item), key.apply(best), name)) {
                best = item;
            }
        }
        return best == null ? new Undefined("No aggregated item, sequence was empty.") : best;
    }

    private boolean better(Value candidate, Value best, String name) {
        boolean least = name.equals("min");
        int order = python.equality().compare(candidate, best, least ? "<" : ">");
        return least ? order < 0 : order > 0;
    }
}
