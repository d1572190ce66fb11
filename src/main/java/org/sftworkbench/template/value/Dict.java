package org.sftworkbench.template.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's {@code dict}: keys compare as in Python ({@code 1 == 1.0 == True}), order is kept; never
 * changed in place, since the sandbox forbids that.
 */
public final class Dict implements Value {
    /** A key with its value. */
    public record Entry(Value key, Value value) {}

    private final Map<Object, Entry> entries;
    private final List<Entry> ordered;
    private final InputSource source;
    private final int message;

    private Dict(Map<Object, Entry> entries, InputSource source, int message) {
        this.entries = entries;
        this.ordered = List.copyOf(entries.values());
        this.source = source;
        this.message = message;
    }

    /** Collects entries; a later one replaces an earlier one of the same key, in its place. */
    public static final class Builder {
        private final Map<Object, Entry> entries = new LinkedHashMap<>();

        /**
         * Adds an entry.
         *
         * @throws EvaluationException where the key is not hashable
         */
        public Builder put(Value key, Value value) {
            Object hash = HashKey.of(key);
            Entry old = entries.get(hash);
            entries.put(hash, new Entry(old == null ? key : old.key(), value));
            return this;
        }

        public Builder putAll(Dict other) {
            other.entries().forEach(e -> put(e.key(), e.value()));
            return this;
        }

        public int size() {
            return entries.size();
        }

        public Dict build() {
            return new Dict(entries, null, -1);
        }

        /**
         * @param source the input value this is
         * @param message index of the message this is, or -1
         */
        public Dict build(InputSource source, int message) {
            return new Dict(entries, source, message);
        }
    }

    /** The value of a key, or null. */
    public Value get(Value key) {
        Entry entry = entries.get(HashKey.of(key));
        return entry == null ? null : entry.value();
    }

    /** The value of a text key, or null. */
    public Value get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    public List<Entry> entries() {
        return ordered;
    }

    public List<Value> keys() {
        return new DictView(this, DictView.Kind.KEYS).items();
    }

    public int size() {
        return entries.size();
    }

    /** The input value this is, or null. */
    public InputSource source() {
        return source;
    }

    /** Index of the message this is, or -1. */
    public int message() {
        return message;
    }

    @Override
    public boolean truth() {
        return !entries.isEmpty();
    }

    @Override
    public String typeName() {
        return "dict";
    }
}
