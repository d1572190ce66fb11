package org.sftworkbench.template.value;

import java.util.AbstractList;
import java.util.List;

/** What {@code dict.keys()}, {@code dict.values()} and {@code dict.items()} give. */
public record DictView(Dict dict, Kind kind) implements Value {
    /** Which part of the entries the view shows. */
    public enum Kind {
        KEYS,
        VALUES,
        ITEMS
    }

    /** The items, made as they are asked for. */
    public List<Value> items() {
        List<Dict.Entry> entries = dict.entries();
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return item(entries.get(index));
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    private Value item(Dict.Entry entry) {
        return switch (kind) {
            case KEYS -> entry.key();
            case VALUES -> entry.value();
            case ITEMS -> TupleValue.of(entry.key(), entry.value());
        };
    }

    @Override
    public boolean truth() {
        return dict.truth();
    }

    @Override
    public String typeName() {
        return switch (kind) {
            case KEYS -> "dict_keys";
            case VALUES -> "dict_values";
            case ITEMS -> "dict_items";
        };
    }
}
