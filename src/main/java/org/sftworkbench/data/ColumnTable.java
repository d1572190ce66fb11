package org.sftworkbench.data;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tells a table that was written by its columns, as pandas writes it where it is not asked for
 * records, from a row.
 */
final class ColumnTable {
    /** To follow what is wrong with it as a row. */
    static final String REMARK =
            ". The columns hold the values of many rows; expected an object {…} for each row"
                    + " (pandas: to_json with orient=\"records\")";

    private ColumnTable() {}

    /**
     * Whether each column holds as many values as the others, in a list or by their numbers, none
     * of which is a message.
     *
     * @param columns those that a row needs, at least one
     */
    static boolean is(Collection<?> columns) {
        return columns.stream().allMatch(ColumnTable::isColumn)
                && columns.stream().mapToInt(ColumnTable::size).distinct().count() == 1;
    }

    private static boolean isColumn(Object column) {
        if (column instanceof List<?> values) {
            return !values.isEmpty()
                    && values.stream().noneMatch(Map.class::isInstance)
                    && values.stream().anyMatch(ColumnTable::isCell);
        }
        return column instanceof Map<?, ?> values
                && values.containsKey("0")
                && values.keySet().stream().allMatch(key -> ((String) key).matches("\\d+"));
    }

    /** A text, a list of messages or one of ids. */
    private static boolean isCell(Object value) {
        return value instanceof String || value instanceof List;
    }

    private static int size(Object column) {
        return column instanceof List<?> list ? list.size() : ((Map<?, ?>) column).size();
    }
}
