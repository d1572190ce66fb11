package org.sftworkbench.template.value;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks into values: {@code value.name} and {@code value[key]}, as Jinja's sandbox does. */
public final class Attributes {
    private static final Map<String, Set<String>> FORBIDDEN =
            Map.of(
                    "dict",
                    Set.of("clear", "pop", "popitem", "setdefault", "update"),
                    "list",
                    Set.of(
                            "append", "clear", "pop", "reverse", "insert", "sort", "extend",
                            "remove"));

    /** What an undefined value has in Python. */
    private static final Set<String> PYTHON_OWN =
            Set.of(
                    ("__add__ __aiter__ __bool__ __call__ __class__ __complex__ __delattr__ __dir__"
                                    + " __div__ __doc__ __eq__ __float__ __floordiv__ __format__ __ge__"
                                    + " __getattr__ __getattribute__ __getitem__ __gt__ __hash__ __init__"
                                    + " __init_subclass__ __int__ __iter__ __le__ __len__ __lt__ __mod__"
                                    + " __module__ __mul__ __ne__ __neg__ __new__ __pos__ __pow__ __radd__"
                                    + " __rdiv__ __reduce__ __reduce_ex__ __repr__ __rfloordiv__ __rmod__"
                                    + " __rmul__ __rpow__ __rsub__ __rtruediv__ __setattr__ __sizeof__"
                                    + " __slots__ __str__ __sub__ __subclasshook__ __truediv__"
                                    + " _fail_with_undefined_error _undefined_exception _undefined_hint"
                                    + " _undefined_message _undefined_name _undefined_obj")
                            .split(" "));

    private static final int CHARACTERS_PER_STEP = 8;

    private final Budget budget;
    private final Equality equality;
    private final Sequences sequences;
    private final Printer printer;
    private final TextMethods textMethods;

    public Attributes(Budget budget, Equality equality, Printer printer) {
        this.budget = budget;
        this.equality = equality;
        this.printer = printer;
        this.sequences = new Sequences(budget);
        this.textMethods = new TextMethods(budget, printer, this);
    }

    /** {@code value.name}: an attribute or method, else the element of that name. */
    public Value attribute(Value value, String name) {
        if (value instanceof Undefined undefined) {
            return ofUndefined(undefined, name);
        }
        Value own = own(value, name);
        if (own == null && value instanceof Dict dict) {
            own = dict.get(name);
        }
        return own == null ? Undefined.attribute(value, name) : own;
    }

    /** What every Python object has the sandbox hides, and so finds nothing wrong with. */
    public static Undefined ofUndefined(Undefined value, String name) {
        if (name.startsWith("_") && PYTHON_OWN.contains(name)) {
            return unsafe(value, name);
        }
        throw value.failure();
    }

    private static Undefined unsafe(Value value, String name) {
        return new Undefined(
                "access to attribute '"
                        + name
                        + "' of '"
                        + value.typeName()
                        + "' object is unsafe.");
    }

    /** {@code value[key]}: an element, else the attribute of that name. */
    public Value item(Value value, Value key) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        Value element = sequences.get(value, key);
        if (element != null) {
            return element;
        }
        if (key instanceof Text name) {
            Value own = own(value, name.string());
            return own == null ? Undefined.attribute(value, name.string()) : own;
        }
        return Undefined.element(value, printer.repr(key).string());
    }

    /** The attribute a Python object of this type has, or null. */
    public Value own(Value value, String name) {
        budget.steps(1 + name.length() / CHARACTERS_PER_STEP);
        if (FORBIDDEN.getOrDefault(value.typeName(), Set.of()).contains(name)) {
            return unsafe(value, name);
        }
        if (value instanceof Text text) {
            return textMethods.method(text, name);
        }
        if (value instanceof Dict dict) {
            return dictMethod(dict, name);
        }
        if (value instanceof ListValue list) {
            return name.equals("copy")
                    ? new Function(name, arguments -> list)
                    : sequenceMethod(list.items(), name);
        }
        if (value instanceof TupleValue tuple) {
            int named = tuple.names().indexOf(name);
            return named < 0 ? sequenceMethod(tuple.items(), name) : tuple.items().get(named);
        }
        if (value instanceof Namespace namespace) {
            return namespace.get(name);
        }
        if (value instanceof Loop loop) {
            return loop.attribute(name);
        }
        if (value instanceof Cycler cycler) {
            return cycler.attribute(name);
        }
        if (value instanceof RangeValue range) {
            return switch (name) {
                case "start" -> Int.of(range.start());
                case "stop" -> Int.of(range.stop());
                case "step" -> Int.of(range.step());
                case "index", "count" -> sequenceMethod(new Iteration(budget).list(range), name);
                default -> null;
            };
        }
        if (value instanceof OwnBlocks own) {
            return own.blocks().get().get(name);
        }
        if (value instanceof Function function) {
            return function.attributes().get(name);
        }
        return Arithmetic.isNumber(value) ? NumberMethods.of(value, name) : null;
    }

    private Value dictMethod(Dict dict, String name) {
        return switch (name) {
            case "keys" -> view(dict, name, DictView.Kind.KEYS);
            case "values" -> view(dict, name, DictView.Kind.VALUES);
            case "items" -> view(dict, name, DictView.Kind.ITEMS);
            case "copy" -> new Function(name, arguments -> dict);
            case "get" -> new Function(name, arguments -> get(dict, arguments));
            case "fromkeys" -> new Function(name, this::fromKeys);
            default -> null;
        };
    }

    private static Function view(Dict dict, String name, DictView.Kind kind) {
        return new Function(
                name,
                arguments -> {
                    arguments.bind(name, 0);
                    return new DictView(dict, kind);
                });
    }

    private Value get(Dict dict, Arguments arguments) {
        if (!arguments.named().isEmpty()) {
            throw new EvaluationException("get() takes no keyword arguments");
        }
        Bound bound = arguments.bind("get", 1, "key", "default");
        budget.hashing(bound.get(0));
        Value value = dict.get(bound.get(0));
        return value == null ? bound.get(1, None.NONE) : value;
    }

    private Value fromKeys(Arguments arguments) {
        Bound bound = arguments.bind("fromkeys", 1, "iterable", "value");
        Dict.Builder made = new Dict.Builder();
        for (Value key : new Iteration(budget).list(bound.get(0))) {
            budget.hashing(key);
            made.put(key, bound.get(1, None.NONE));
        }
        return made.build();
    }

    private Value sequenceMethod(List<Value> items, String name) {
        return switch (name) {
            case "index" -> new Function(name, arguments -> index(items, arguments));
            case "count" ->
                    new Function(
                            name,
                            arguments -> {
                                Value wanted = arguments.bind("count", 1, "value").get(0);
                                return Int.of(
                                        items.stream()
                                                .filter(item -> equality.same(item, wanted))
                                                .count());
                            });
            default -> null;
        };
    }

    private Value index(List<Value> items, Arguments arguments) {
        Bound bound = arguments.bind("index", 1, "value", "start", "stop");
        Value wanted = bound.get(0);
        int stop = position(bound.number(2, Integer.MAX_VALUE), items.size());
        for (int i = position(bound.number(1, 0), items.size()); i < stop; i++) {
            if (equality.same(items.get(i), wanted)) {
                return Int.of(i);
            }
        }
        throw new EvaluationException(printer.repr(wanted).string() + " is not in list");
    }

    /** A position as Python's slices take it: from the end where below 0, and never outside. */
    private static int position(long at, int size) {
        return (int) Math.max(0, Math.min(size, at < 0 ? at + size : at));
    }
}
