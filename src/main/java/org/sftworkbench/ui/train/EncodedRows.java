package org.sftworkbench.ui.train;

import java.time.OffsetDateTime;
import java.util.List;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.train.LengthPolicy;

/**
 * The rows of a data set as token ids, and those that could not be encoded.
 *
 * @param rows that were encoded, in order
 * @param examples one per such row
 * @param problems rows left out, each with the reason
 * @param tokens tokens of all examples
 * @param supervisedTokens those of them that count toward the loss
 * @param renderedAt the time that the template was told
 */
public record EncodedRows(
        List<DataRow> rows,
        List<LabelledExample> examples,
        List<RefusedRow> problems,
        long tokens,
        long supervisedTokens,
        OffsetDateTime renderedAt) {
    public EncodedRows {
        rows = List.copyOf(rows);
        examples = List.copyOf(examples);
        problems = List.copyOf(problems);
    }

    static EncodedRows of(
            List<DataRow> rows,
            List<LabelledExample> examples,
            List<RefusedRow> problems,
            OffsetDateTime renderedAt) {
        return new EncodedRows(
                rows,
                examples,
                problems,
                examples.stream().mapToLong(LabelledExample::length).sum(),
                examples.stream().mapToLong(LabelledExample::supervisedTokens).sum(),
                renderedAt);
    }

    /**
     * What training will use of them.
     *
     * @param rows that the policy leaves in and that have a supervised token
     * @param tokens of these rows, without those cut off
     * @param supervised of these tokens
     */
    record Usable(long rows, long tokens, long supervised) {}

    /** What training will use under a policy. */
    Usable usable(LengthPolicy policy) {
        return usable(examples, policy);
    }

    /** What training will use of some rows under a policy. */
    static Usable usable(List<LabelledExample> examples, LengthPolicy policy) {
        long used = 0;
        long length = 0;
        long supervised = 0;
        for (LabelledExample example : examples) {
            if (policy.fits(example) || policy.overlong() != LengthPolicy.Overlong.FILTER) {
                LabelledExample kept = policy.cut(example);
                if (kept.supervisedTokens() > 0) {
                    used++;
                    length += kept.length();
                    supervised += kept.supervisedTokens();
                }
            }
        }
        return new Usable(used, length, supervised);
    }
}
