package org.sftworkbench.check;

import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * What rows are checked against.
 *
 * @param tokenizer turns text into ids
 * @param options template, mask policy and variables
 * @param model the model they are meant for
 * @param maxLength longest row in tokens; 0 where there is no limit
 * @param longRows what becomes of longer ones
 */
public record CheckSetup(
        Tokenizer tokenizer,
        EncodingOptions options,
        ModelFacts model,
        int maxLength,
        LongRows longRows) {
    public CheckSetup(Tokenizer tokenizer, EncodingOptions options) {
        this(tokenizer, options, ModelFacts.UNKNOWN, 0);
    }

    /** Where rows beyond the limit are left out. */
    public CheckSetup(
            Tokenizer tokenizer, EncodingOptions options, ModelFacts model, int maxLength) {
        this(tokenizer, options, model, maxLength, LongRows.LEFT_OUT);
    }

    /** Whether a row is beyond the limit. */
    boolean isTooLong(int length) {
        return maxLength > 0 && length > maxLength;
    }

    /** Tokens that a run takes of a row of so many. */
    int kept(int length) {
        return !isTooLong(length) ? length : longRows == LongRows.LEFT_OUT ? 0 : maxLength;
    }

    /** Whether a run takes a row: something of what it keeps of it counts toward the loss. */
    boolean takes(LabelledExample row) {
        if (!isTooLong(row.length())) {
            return row.supervisedTokens() > 0;
        }
        if (longRows == LongRows.LEFT_OUT) {
            return false;
        }
        boolean[] trained = row.trained();
        int first = longRows.firstKept(row.length(), maxLength);
        // Nothing predicts the first token that is kept.
        for (int t = first + 1; t < first + maxLength; t++) {
            if (trained[t]) {
                return true;
            }
        }
        return false;
    }
}
