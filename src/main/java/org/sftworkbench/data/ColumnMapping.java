package org.sftworkbench.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sftworkbench.data.fault.DataException;

/**
 * Which columns of a file stand for the ones that a kind of rows needs, where it names them
 * otherwise.
 *
 * @param columns needed column, such as {@code instruction}, to the file's column
 */
public record ColumnMapping(Map<String, String> columns) {
    /** Every column is called what it is. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    /**
     * @throws DataException where one column of the file stands for two
     */
    public ColumnMapping {
        columns = Map.copyOf(columns);
        Map<String, String> seen = new LinkedHashMap<>();
        columns.forEach(
                (needed, own) -> {
                    String other = seen.put(own, needed);
                    if (other != null) {
                        throw new DataException(
                                "the column "
                                        + own
                                        + " cannot stand for both "
                                        + other
                                        + " and "
                                        + needed);
                    }
                });
    }

    /**
     * Reads a mapping as it is written on the command line.
     *
     * @param text such as {@code instruction=question,output=answer}
     * @throws DataException where it is not of this form
     */
    public static ColumnMapping parse(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            String needed = equals < 0 ? "" : pair.substring(0, equals).strip();
            String own = equals < 0 ? "" : pair.substring(equals + 1).strip();
            if (needed.isEmpty() || own.isEmpty()) {
                throw new DataException(
                        "\""
                                + pair.strip()
                                + "\" maps no column; expected NAME=COLUMN, such as"
                                + " instruction=question,output=answer");
            }
            if (!RowShape.isKnownColumn(needed)) {
                throw new DataException(
                        "no kind of rows has a column "
                                + needed
                                + "; on the left of = stands one of "
                                + String.join(", ", RowShape.knownColumns()));
            }
            if (columns.put(needed, own) != null) {
                throw new DataException("the column " + needed + " is mapped twice");
            }
        }
        return new ColumnMapping(columns);
    }

    /** The columns that can be mapped. */
    public static List<String> known() {
        return List.copyOf(RowShape.knownColumns());
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return columns.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** A row with its columns under the names that are needed; a mapped one hides a namesake. */
    <V> Map<String, V> applyTo(Map<String, V> row) {
        if (columns.isEmpty()) {
            return row;
        }
        Map<String, String> needed = new LinkedHashMap<>();
        columns.forEach((name, own) -> needed.put(own, name));
        Map<String, V> mapped = new LinkedHashMap<>();
        row.forEach(
                (name, value) -> {
                    if (needed.containsKey(name)) {
                        mapped.put(needed.get(name), value);
                    } else if (!columns.containsKey(name)) {
                        mapped.put(name, value);
                    }
                });
        return mapped;
    }

    /** Says which mapped columns a row lacks, to follow a message about what it lacks. */
    String remark(Map<?, ?> original) {
        String absent =
                String.join(
                        ", ",
                        columns.values().stream()
                                .filter(own -> !original.containsKey(own))
                                .sorted()
                                .toList());
        return absent.isEmpty()
                ? ""
                : " (mapped to "
                        + absent
                        + ", which the row lacks; it has "
                        + original.keySet().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + ")";
    }
}
