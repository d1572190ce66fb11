package org.sftworkbench.ui.train;

import java.util.List;
import org.sftworkbench.data.LabelledExample;

/**
 * The rows of a data set as token ids, and those that could not be encoded.
 *
 * @param examples one per encoded row, in order
 * @param problems rows left out, each with the reason
 * @param tokens tokens of all examples
 * @param supervisedTokens those of them that count toward the loss
 */
public record EncodedRows(
        List<LabelledExample> examples,
        List<RefusedRow> problems,
        long tokens,
        long supervisedTokens) {
    public EncodedRows {
        examples = List.copyOf(examples);
        problems = List.copyOf(problems);
    }

    static EncodedRows of(List<LabelledExample> examples, List<RefusedRow> problems) {
        return new EncodedRows(
                examples,
                problems,
                examples.stream().mapToLong(LabelledExample::length).sum(),
                examples.stream().mapToLong(LabelledExample::supervisedTokens).sum());
    }

    /** Rows that training will use: not longer than {@code maxLength}, with a supervised token. */
    long usable(int maxLength) {
        return examples.stream()
                .filter(e -> maxLength == 0 || e.length() <= maxLength)
                .filter(e -> e.supervisedTokens() > 0)
                .count();
    }
}
