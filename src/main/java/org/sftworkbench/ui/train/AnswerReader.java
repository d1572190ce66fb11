package org.sftworkbench.ui.train;

import java.util.Optional;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Makes text of a run's sample answers.
 *
 * @param tokenizer that the run's prompts were made with; empty where it asks nothing
 * @param own whether it was opened for this run, and is closed with it
 */
record AnswerReader(Optional<Tokenizer> tokenizer, boolean own) implements AutoCloseable {
    /** With the tokenizer of the window's model, which stays open. */
    static AnswerReader with(Tokenizer shared) {
        return new AnswerReader(Optional.of(shared), false);
    }

    /** Any thread. */
    Optional<SampleAnswer> read(int step, int[] outputIds) {
        return tokenizer.map(with -> SampleAnswer.decode(step, outputIds, with));
    }

    /** Once more does nothing that harms. */
    @Override
    public void close() {
        if (own) {
            tokenizer.ifPresent(Tokenizer::close);
        }
    }
}
