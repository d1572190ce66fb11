package org.sftworkbench.check;

import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * What rows are checked against.
 *
 * @param tokenizer turns text into ids
 * @param options template, mask policy and variables
 * @param model the model they are meant for
 * @param maxLength longest row in tokens; 0 where there is no limit
 */
public record CheckSetup(
        Tokenizer tokenizer, EncodingOptions options, ModelFacts model, int maxLength) {
    public CheckSetup(Tokenizer tokenizer, EncodingOptions options) {
        this(tokenizer, options, ModelFacts.UNKNOWN, 0);
    }
}
