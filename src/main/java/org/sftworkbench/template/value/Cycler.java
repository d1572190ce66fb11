package org.sftworkbench.template.value;

import java.util.List;

/** Jinja's {@code cycler}: gives its items in turn. Used by the rendering thread only. */
public final class Cycler implements Value {
    private final List<Value> items;
    private int position;

    /**
     * @throws EvaluationException where there are no items
     */
    public Cycler(List<Value> items) {
        if (items.isEmpty()) {
            throw new EvaluationException("at least one item has to be provided");
        }
        this.items = List.copyOf(items);
    }

    /** An attribute, or null where a cycler has none of that name. */
    public Value attribute(String name) {
        return switch (name) {
            case "current" -> items.get(position);
            case "next" -> new Function("next", arguments -> next());
            case "reset" -> new Function("reset", arguments -> reset());
            default -> null;
        };
    }

    private Value next() {
        Value item = items.get(position);
        position = (position + 1) % items.size();
        return item;
    }

    private Value reset() {
        position = 0;
        return None.NONE;
    }

    @Override
    public boolean truth() {
        return true;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }
}
