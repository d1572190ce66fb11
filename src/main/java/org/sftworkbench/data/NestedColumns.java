package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns within the objects that other columns hold, named with dots: {@code conv.turns} is {@code
 * turns} of {@code conv}. A column whose own name has the dots comes first.
 */
final class NestedColumns {
    private static final int DEEPEST = 3;
    private static final int MOST = 40;

    private NestedColumns() {}

    /** Whether a row has a column, or one within another. */
    static boolean has(Map<?, ?> row, String column) {
        return row.containsKey(column) || outer(row, column) > 0;
    }

    /** The value of a column that the row has. */
    static Object value(Map<?, ?> row, String column) {
        int dot = row.containsKey(column) ? -1 : outer(row, column);
        return dot < 0
                ? row.get(column)
                : value((Map<?, ?>) row.get(column.substring(0, dot)), column.substring(dot + 1));
    }

    /** Where the name of the column ends that holds the one looked for; -1 for nowhere. */
    private static int outer(Map<?, ?> row, String column) {
        for (int dot = column.indexOf('.'); dot > 0; dot = column.indexOf('.', dot + 1)) {
            if (row.get(column.substring(0, dot)) instanceof Map<?, ?> inner
                    && has(inner, column.substring(dot + 1))) {
                return dot;
            }
        }
        return -1;
    }

    /**
     * Whether there may be such a column, where no more than the names of the outer ones is known.
     */
    static boolean mayBe(List<String> columns, String column) {
        return columns.stream().anyMatch(outer -> column.startsWith(outer + "."));
    }

    /**
     * The columns of a row, and after each those within it that hold texts or lists; not within one
     * of a known name, which is read as what it is.
     */
    static Map<String, Object> all(Map<String, Object> row) {
        Map<String, Object> all = new LinkedHashMap<>();
        row.forEach(
                (name, value) -> {
                    all.put(name, value);
                    if (value instanceof Map<?, ?> inner && !RowShape.isKnownColumn(name)) {
                        within(name, inner, 1, all);
                    }
                });
        return all;
    }

    private static void within(String outer, Map<?, ?> row, int depth, Map<String, Object> all) {
        List<Map.Entry<?, ?>> entries = new ArrayList<>(row.entrySet());
        for (Map.Entry<?, ?> entry : entries.subList(0, Math.min(MOST, entries.size()))) {
            String name = outer + "." + entry.getKey();
            if (entry.getValue() instanceof Map<?, ?> inner) {
                if (depth < DEEPEST) {
                    within(name, inner, depth + 1, all);
                }
            } else if (entry.getValue() instanceof String || entry.getValue() instanceof List) {
                all.putIfAbsent(name, entry.getValue());
            }
        }
    }
}
