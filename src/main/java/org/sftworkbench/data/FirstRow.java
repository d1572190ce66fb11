package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The first row of a file under the file's own names, to find out what its columns are. */
public final class FirstRow {
    private static final List<String> QUESTIONS =
            List.of("prompt", "instruction", "question", "query", "user", "problem", "input");
    private static final List<String> ANSWERS =
            List.of(
                    "completion",
                    "output",
                    "answer",
                    "response",
                    "reply",
                    "assistant",
                    "solution",
                    "chosen");
    private static final List<String> CONTEXTS = List.of("input", "context");
    private static final List<String> SYSTEMS = List.of("system", "system_prompt");
    private static final List<String> EARLIER = List.of("history");
    private static final int LONGEST_VALUE = 200;

    private final Map<String, Object> row = new LinkedHashMap<>();
    private final Map<String, Object> columns;

    FirstRow(Map<?, ?> row) {
        row.forEach((name, value) -> this.row.put(String.valueOf(name), value));
        columns = NestedColumns.all(this.row);
    }

    /**
     * The columns of the file, in its order; after one that holds an object those within it, such
     * as {@code conv.turns}.
     */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /** How the value of a column begins, on one line; empty where it has none. */
    public String value(String column) {
        Object value = columns.get(column);
        String text =
                value instanceof Map || value instanceof List
                        ? new JsonNotation().write(value)
                        : value == null ? "" : String.valueOf(value).strip();
        return start(text).replaceAll("\\s+", " ");
    }

    /** With no half of a character at its end, which is drawn as a box. */
    private static String start(String text) {
        if (text.length() <= LONGEST_VALUE) {
            return text;
        }
        boolean parts = Character.isHighSurrogate(text.charAt(LONGEST_VALUE - 1));
        return text.substring(0, parts ? LONGEST_VALUE - 1 : LONGEST_VALUE);
    }

    /** Why the row is none of a known kind with its columns named so; empty where it is one. */
    public Optional<String> problem(ColumnMapping mapping) {
        Map<String, Object> named = mapping.applyTo(row);
        return RowShape.of(named).isPresent()
                ? Optional.empty()
                : Optional.of(RowShape.unknown(named, mapping.remark(row)).getMessage());
    }

    /**
     * What the columns are likely to be, by their names and values, where the row is none of a
     * known kind as it is.
     *
     * @return {@link ColumnMapping#NONE} where the row is of a known kind, or nothing can be
     *     guessed
     */
    public ColumnMapping guess() {
        if (problem(ColumnMapping.NONE).isEmpty()) {
            return ColumnMapping.NONE;
        }
        return conversation()
                .or(this::questionAndAnswer)
                .filter(guessed -> problem(guessed).isEmpty())
                .orElse(ColumnMapping.NONE);
    }

    /** A list of turns, told by what its first turn holds. */
    private Optional<ColumnMapping> conversation() {
        for (Map.Entry<String, Object> column : columns.entrySet()) {
            if (column.getValue() instanceof List<?> turns
                    && !turns.isEmpty()
                    && turns.get(0) instanceof Map<?, ?> turn) {
                if (turn.containsKey("role")) {
                    return Optional.of(new ColumnMapping(Map.of("messages", column.getKey())));
                }
                if (turn.containsKey("from") || PairedTurns.of(turn).isPresent()) {
                    return Optional.of(new ColumnMapping(Map.of("conversations", column.getKey())));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ColumnMapping> questionAndAnswer() {
        Optional<String> question = firstOf(QUESTIONS, List.of());
        Optional<String> answer = firstOf(ANSWERS, List.of());
        if (question.isEmpty() || answer.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> context = firstOf(CONTEXTS, List.of(question.get(), answer.get()));
        Optional<String> system = firstOf(SYSTEMS, List.of());
        // Only those rows have a place for what else there is.
        boolean alpaca =
                context.isPresent()
                        || system.isPresent()
                        || firstOf(EARLIER, List.of()).isPresent()
                        || columns.containsKey("instruction");
        Map<String, String> mapped = new LinkedHashMap<>();
        put(mapped, alpaca ? "instruction" : "prompt", question.get());
        put(mapped, alpaca ? "output" : "completion", answer.get());
        context.ifPresent(column -> put(mapped, "input", column));
        system.ifPresent(column -> put(mapped, "system", column));
        return Optional.of(new ColumnMapping(mapped));
    }

    private static void put(Map<String, String> mapped, String name, String column) {
        if (!name.equals(column)) {
            mapped.put(name, column);
        }
    }

    private Optional<String> firstOf(List<String> names, List<String> taken) {
        List<String> free = new ArrayList<>(columns.keySet());
        free.removeAll(taken);
        return names.stream()
                .flatMap(name -> free.stream().filter(own -> ownName(own).equals(name)))
                .findFirst();
    }

    /** Without the columns that it is within. */
    private String ownName(String column) {
        String own = row.containsKey(column) ? column : column.replaceFirst(".*\\.", "");
        return own.toLowerCase(Locale.ROOT);
    }
}
