package org.sftworkbench.template.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.sftworkbench.template.value.Arguments;
import org.sftworkbench.template.value.Attributes;
import org.sftworkbench.template.value.BinaryOperator;
import org.sftworkbench.template.value.Bound;
import org.sftworkbench.template.value.Dict;
import org.sftworkbench.template.value.DictView;
import org.sftworkbench.template.value.EvaluationException;
import org.sftworkbench.template.value.Int;
import org.sftworkbench.template.value.IteratorValue;
import org.sftworkbench.template.value.ListValue;
import org.sftworkbench.template.value.None;
import org.sftworkbench.template.value.Text;
import org.sftworkbench.template.value.Undefined;
import org.sftworkbench.template.value.Value;

/** Filters on the items of lists and mappings. */
final class ItemFilters {
    private final Python python;
    private final AttributePath paths;

    ItemFilters(Python python, AttributePath paths) {
        this.python = python;
        this.paths = paths;
    }

    void addTo(Map<String, Filter> filters) {
        filters.put("length", (input, a) -> Int.of(python.iteration().length(input)));
        filters.put("count", (input, a) -> Int.of(python.iteration().length(input)));
        filters.put("list", (input, a) -> new ListValue(python.iteration().list(input)));
        filters.put("first", (input, a) -> first(input));
        filters.put("last", (input, a) -> last(input));
        filters.put("random", (input, a) -> random(input));
        filters.put("reverse", (input, a) -> reverse(input));
        filters.put("items", (input, a) -> items(input));
        filters.put("default", ItemFilters::byDefault);
        filters.put("d", ItemFilters::byDefault);
        filters.put("attr", this::attribute);
        filters.put("join", this::join);
        filters.put("sum", this::sum);
        filters.put("batch", this::batch);
        filters.put("slice", this::slice);
    }

    private Value first(Value input) {
        Iterator<Value> items = python.iteration().over(input);
        return items.hasNext() ? items.next() : new Undefined("No first item, sequence was empty.");
    }

    private Value last(Value input) {
        if (input instanceof IteratorValue) {
            throw new EvaluationException("'generator' object is not reversible");
        }
        List<Value> items = python.iteration().list(input);
        return items.isEmpty()
                ? new Undefined("No last item, sequence was empty.")
                : items.get(items.size() - 1);
    }

    private Value random(Value input) {
        List<Value> items = python.iteration().list(input);
        return items.isEmpty()
                ? new Undefined("No random item, sequence was empty.")
                : items.get(ThreadLocalRandom.current().nextInt(items.size()));
    }

    private Value reverse(Value input) {
        if (input instanceof Text text) {
            return python.sequences().slice(text, null, null, Int.of(-1));
        }
        List<Value> items = new ArrayList<>(python.iteration().list(input));
        Collections.reverse(items);
        return new IteratorValue("list_reverseiterator", items.iterator());
    }

    private static Value items(Value input) {
        if (input instanceof Undefined) {
            return generator(List.of());
        }
        if (input instanceof Dict dict) {
            return generator(new DictView(dict, DictView.Kind.ITEMS).items());
        }
        // A generator, which complains only when its first item is asked for.
        Iterator<Value> nothing = List.<Value>of().iterator();
        return new IteratorValue(
                "generator",
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        throw new EvaluationException("Can only get item pairs from a mapping.");
                    }

                    @Override
                    public Value next() {
                        return nothing.next();
                    }
                });
    }

    private static Value generator(List<Value> items) {
        return new IteratorValue("generator", items.iterator());
    }

    private static Value byDefault(Value input, Arguments arguments) {
        Bound bound = arguments.bind("default", 0, "default_value", "boolean");
        boolean missing = input instanceof Undefined || bound.truth(1) && !input.truth();
        return missing ? bound.get(0, Text.EMPTY) : input;
    }

    private Value attribute(Value input, Arguments arguments) {
        String name = arguments.bind("attr", 1, "name").text(0).string();
        if (input instanceof Undefined undefined) {
            return Attributes.ofUndefined(undefined, name);
        }
        Value own = python.attributes().own(input, name);
        return own == null ? Undefined.attribute(input, name) : own;
    }

    private Value join(Value input, Arguments arguments) {
        Bound bound = arguments.bind("join", 0, "d", "attribute");
        UnaryOperator<Value> getter = paths.getter(bound.get(1), null);
        List<Text> parts = new ArrayList<>();
        for (Value item : python.iteration().list(input)) {
            parts.add(python.printer().str(getter.apply(item)));
        }
        return python.pieces().join(python.printer().str(bound.get(0, Text.EMPTY)), parts);
    }

    private Value sum(Value input, Arguments arguments) {
        Bound bound = arguments.bind("sum", 0, "attribute", "start");
        UnaryOperator<Value> getter = paths.getter(bound.get(0), null);
        Value total = bound.get(1, Int.of(0));
        if (total instanceof Text) {
            throw new EvaluationException("sum() can't sum strings; use join");
        }
        for (Value item : python.iteration().list(input)) {
            total = python.operators().apply(BinaryOperator.ADD, total, getter.apply(item));
        }
        return total;
    }

    private Value batch(Value input, Arguments arguments) {
        Bound bound = arguments.bind("batch", 1, "linecount", "fill_with");
        // One below 0 is never reached, and 0 only by the batch that is still empty.
        long size = bound.number(0);
        List<Value> batches = new ArrayList<>();
        List<Value> batch = new ArrayList<>();
        for (Value item : python.iteration().list(input)) {
            if (batch.size() == size) {
                python.budget().objects(1);
                batches.add(new ListValue(batch));
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            if (bound.get(1, None.NONE) != None.NONE && batch.size() < size) {
                python.budget().elements(size);
                batch.addAll(Collections.nCopies((int) size - batch.size(), bound.get(1)));
            }
            batches.add(new ListValue(batch));
        }
        return generator(batches);
    }

    private Value slice(Value input, Arguments arguments) {
        Bound bound = arguments.bind("slice", 1, "slices", "fill_with");
        List<Value> items = python.iteration().list(input);
        long count = bound.number(0);
        if (count == 0) {
            throw new EvaluationException("slice wants a number of slices other than 0");
        }
        python.budget().objects(Math.max(0, count));
        boolean fill = bound.get(1, None.NONE) != None.NONE;
        int each = (int) (items.size() / count);
        int extra = (int) (items.size() % count);
        List<Value> slices = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = at + each + (i < extra ? 1 : 0);
            List<Value> slice = new ArrayList<>(items.subList(at, end));
            if (fill && i >= extra) {
                slice.add(bound.get(1));
            }
            slices.add(new ListValue(slice));
            at = end;
        }
        return generator(slices);
    }
}
