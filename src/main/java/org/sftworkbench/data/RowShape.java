package org.sftworkbench.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of rows that are known, told apart by their columns. */
enum RowShape {
    MESSAGES("messages", "messages"),
    PROMPT_COMPLETION("prompt/completion", "prompt and completion"),
    ALPACA("Alpaca", "instruction, output and, where there is one, input");

    /** What a file may hold, for messages. */
    static final String EXPECTED =
            "expected instruction, input and output (Alpaca), prompt and completion, or messages";

    private final String displayed;
    private final String columns;

    RowShape(String displayed, String columns) {
        this.displayed = displayed;
        this.columns = columns;
    }

    String displayed() {
        return displayed;
    }

    /** The shape whose needed columns are all there. */
    static Optional<RowShape> of(Map<String, ?> row) {
        return Arrays.stream(values()).filter(shape -> shape.missing(row).isEmpty()).findFirst();
    }

    /** Why a row without a known shape has none. */
    static String unknown(Map<String, ?> row) {
        if (row.isEmpty()) {
            return "no columns; " + EXPECTED;
        }
        return Arrays.stream(values())
                .filter(shape -> shape.missing(row).size() < shape.required().size())
                .findFirst()
                .map(shape -> shape.lacking(row))
                .orElseGet(
                        () ->
                                "unknown columns: "
                                        + String.join(", ", row.keySet())
                                        + "; "
                                        + EXPECTED);
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
        return required().stream().filter(column -> row.get(column) == null).toList();
    }

    /** Whether the conversation is made of this column. */
    boolean uses(String column) {
        return switch (this) {
            case MESSAGES, PROMPT_COMPLETION ->
                    required().contains(column) || column.equals("tools");
            case ALPACA ->
                    switch (column) {
                        case "instruction", "input", "output", "system", "tools" -> true;
                        default -> false;
                    };
        };
    }

    private List<String> required() {
        return switch (this) {
            case MESSAGES -> List.of("messages");
            case PROMPT_COMPLETION -> List.of("prompt", "completion");
            case ALPACA -> List.of("instruction", "output");
        };
    }
}
