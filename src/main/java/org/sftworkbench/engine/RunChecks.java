package org.sftworkbench.engine;

import org.sftworkbench.check.CheckSetup;
import org.sftworkbench.check.LongRows;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.LengthPolicy;

/** What the checks before a run's start look at. */
public final class RunChecks {
    private RunChecks() {}

    /**
     * The setup of a run.
     *
     * @param tokenizer turns text into ids
     * @param options template, mask policy and variables
     * @param model the whole model that is trained; an adapter's base where it is one
     * @param length what becomes of long rows
     */
    public static CheckSetup setup(
            Tokenizer tokenizer, EncodingOptions options, ModelFacts model, LengthPolicy length) {
        LongRows longRows =
                switch (length.overlong()) {
                    case FILTER -> LongRows.LEFT_OUT;
                    case KEEP_START -> LongRows.KEEP_START;
                    case KEEP_END -> LongRows.KEEP_END;
                };
        return new CheckSetup(tokenizer, options, model, length.maxLength(), longRows);
    }
}
