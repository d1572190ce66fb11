package org.sftworkbench.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sftworkbench.data.fault.DataException;

/**
 * Which columns of a file stand for the ones that a kind of rows needs, where it names them
 * otherwise.
 *
 * @param columns needed column, such as {@code instruction}, to the file's column, or to one within
 *     the objects of another, such as {@code conv.turns}
 */
public record ColumnMapping(Map<String, String> columns) {
    /** Every column is called what it is. */
    public static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private static final Pattern PAIR =
            Pattern.compile(
                    "\\G(?<pair>(?<needed>[^=,]*)"
                            + "(?:=(?:\\s*\"(?<quoted>(?:[^\"]|\"\")*+)\"\\s*(?=,|$)|(?<bare>[^,]*)))?)"
                            + "(?:,|$)");

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
     * @param text such as {@code instruction=question,output=answer}; a column whose name holds a
     *     comma, begins with a quote, or begins or ends with a blank, stands in double quotes, each
     *     of its own quotes doubled, as in CSV
     * @throws DataException where it is not of this form
     */
    public static ColumnMapping parse(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(text);
        while (pair.find() && !(pair.group().isEmpty() && pair.end() == text.length())) {
            String needed = pair.group("needed").strip();
            String own = own(pair);
            if (needed.isEmpty() || own.isEmpty()) {
                throw new DataException(
                        "\""
                                + pair.group("pair").strip()
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

    private static String own(Matcher pair) {
        String quoted = pair.group("quoted");
        if (quoted != null) {
            return quoted.replace("\"\"", "\"");
        }
        String bare = pair.group("bare");
        return bare == null ? "" : bare.strip();
    }

    /** A column as it is written: in quotes where it would be read as something else. */
    private static String written(String own) {
        boolean bare = own.indexOf(',') < 0 && !own.startsWith("\"") && own.strip().equals(own);
        return bare ? own : "\"" + own.replace("\"", "\"\"") + "\"";
    }

    /**
     * A mapping as it is written, in the order of the pairs; {@link #parse} reads it.
     *
     * @param pairs needed column, and the file's column; they need not make a mapping
     */
    public static String text(List<Map.Entry<String, String>> pairs) {
        return pairs.stream()
                .map(pair -> pair.getKey() + "=" + written(pair.getValue()))
                .collect(Collectors.joining(","));
    }

    /** The columns that can be mapped. */
    public static List<String> known() {
        return List.copyOf(RowShape.knownColumns());
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return text(columns.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList());
    }

    /** A row with its columns under the names that are needed; a mapped one hides a namesake. */
    Map<String, Object> applyTo(Map<String, ?> row) {
        Map<String, String> needed = new LinkedHashMap<>();
        columns.forEach((name, own) -> needed.put(own, name));
        Map<String, Object> mapped = new LinkedHashMap<>();
        row.forEach(
                (name, value) -> {
                    if (needed.containsKey(name)) {
                        mapped.put(needed.get(name), value);
                    } else if (!columns.containsKey(name)) {
                        mapped.put(name, value);
                    }
                });
        columns.forEach(
                (name, own) -> {
                    if (!row.containsKey(own) && NestedColumns.has(row, own)) {
                        mapped.put(name, NestedColumns.value(row, own));
                    }
                });
        return mapped;
    }

    /**
     * The names that the rows' columns have under this mapping, as far as they can be told without
     * a row.
     */
    Map<String, Object> named(List<String> names) {
        Map<String, String> row = new LinkedHashMap<>();
        names.forEach(name -> row.put(name, name));
        Map<String, Object> mapped = applyTo(row);
        columns.forEach(
                (name, own) -> {
                    if (!row.containsKey(own) && NestedColumns.mayBe(names, own)) {
                        mapped.put(name, own);
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
                                .filter(own -> !NestedColumns.has(original, own))
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
