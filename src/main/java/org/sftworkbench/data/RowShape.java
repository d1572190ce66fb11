package org.sftworkbench.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.file.JsonText;

/** The kinds of rows that are known, told apart by their columns, the first that fits. */
enum RowShape {
    MESSAGES("messages", "messages", List.of("messages"), Set.of("tools", RowParser.VARIABLES)),
    SHARE_GPT(
            "ShareGPT",
            "conversations, a list of {from, value}",
            List.of("conversations"),
            Set.of("system", "tools", RowParser.VARIABLES)),
    PROMPT_COMPLETION(
            "prompt/completion",
            "prompt and completion",
            List.of("prompt", "completion"),
            Set.of("tools", RowParser.VARIABLES)),
    ALPACA(
            "Alpaca",
            "instruction, output and, where there is one, input",
            List.of("instruction", "output"),
            Set.of("input", "system", "history", "tools", RowParser.VARIABLES)),
    PRE_TOKENIZED(
            "pre-tokenized",
            "input_ids and, where not every token is trained, labels",
            List.of("input_ids"),
            Set.of("labels", "attention_mask", "assistant_masks", "completion_mask")),
    PLAIN_TEXT("plain text", "text", List.of("text"), Set.of());

    /** What a file may hold, for messages. */
    static final String EXPECTED =
            "expected instruction, input and output (Alpaca), prompt and completion, messages,"
                    + " conversations (ShareGPT), text, or input_ids; other names can be mapped to"
                    + " these";

    private final String displayed;
    private final String columns;
    private final List<String> required;
    private final Set<String> optional;

    RowShape(String displayed, String columns, List<String> required, Set<String> optional) {
        this.displayed = displayed;
        this.columns = columns;
        this.required = required;
        this.optional = optional;
    }

    String displayed() {
        return displayed;
    }

    /** Every column that some kind of rows is made of, in the alphabet's order. */
    static Set<String> knownColumns() {
        Set<String> known = new TreeSet<>();
        for (RowShape shape : values()) {
            known.addAll(shape.required);
            known.addAll(shape.optional);
        }
        return known;
    }

    static boolean isKnownColumn(String column) {
        return Arrays.stream(values()).anyMatch(shape -> shape.uses(column));
    }

    /** The shape whose needed columns are all there. */
    static Optional<RowShape> of(Map<String, ?> row) {
        return Arrays.stream(values()).filter(shape -> shape.missing(row).isEmpty()).findFirst();
    }

    /**
     * Why a row without a known shape has none; knows its columns, which may be others' by other
     * names.
     *
     * @param remark on how columns were mapped, at the end; may be empty
     */
    static MalformedRowException unknown(Map<String, ?> row, String remark) {
        if (row.isEmpty()) {
            return new MalformedRowException("no columns; " + EXPECTED + remark);
        }
        Optional<String> list = listOfRows(row);
        if (list.isPresent()) {
            return new MalformedRowException(
                    "the rows stand in a list inside it, under "
                            + list.get()
                            + "; save that list as a file of its own");
        }
        String why =
                Arrays.stream(values())
                        .filter(shape -> shape.missing(row).size() < shape.required.size())
                        .findFirst()
                        .map(shape -> shape.lacking(row))
                        .orElseGet(
                                () ->
                                        "unknown columns: "
                                                + JsonText.listed(row.keySet())
                                                + "; "
                                                + EXPECTED);
        return new MalformedRowException(why + remark, List.copyOf(row.keySet()));
    }

    /** The column that holds rows in place of being one, as in {@code {"data": [{…}, …]}}. */
    private static Optional<String> listOfRows(Map<String, ?> row) {
        return row.entrySet().stream()
                .filter(
                        column ->
                                column.getValue() instanceof List<?> list
                                        && !list.isEmpty()
                                        && list.get(0) instanceof Map<?, ?> first
                                        && of(named(first)).isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, Object> named(Map<?, ?> row) {
        Map<String, Object> named = new HashMap<>();
        row.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What a row lacks to have this shape. */
    String lacking(Map<String, ?> row) {
        List<String> missing = missing(row);
        return (missing.size() == 1 ? "the column " : "the columns ")
                + String.join(" and ", missing)
                + (missing.size() == 1 ? " is missing; " : " are missing; ")
                + displayed
                + " rows have "
                + columns;
    }

    List<String> missing(Map<String, ?> row) {
        for (String column : required) {
            if (row.get(column) == null) {
                return required.stream().filter(c -> row.get(c) == null).toList();
            }
        }
        return List.of();
    }

    /** What a row holds in the columns that this shape needs. */
    List<Object> needed(Map<String, Object> row) {
        return required.stream().map(row::get).toList();
    }

    /** Whether the row's content is made of this column. */
    boolean uses(String column) {
        return required.contains(column) || optional.contains(column);
    }
}
