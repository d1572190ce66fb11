package org.sftworkbench.generate;

import java.util.Optional;

/**
 * What was written after a prompt.
 *
 * @param outputIds new ids, those that ended it included
 * @param stop why it ended
 * @param stopString the text that ended it, where one did; what is before it is the answer
 */
public record Continuation(int[] outputIds, Stop stop, Optional<String> stopString) {
    /** Why a row ended. */
    public enum Stop {
        /** An end-of-sequence id of the generation configuration. */
        EOS,
        /** A stop string of the settings. */
        STOP_STRING,
        /** {@code maxNewTokens}, or the model's longest sequence. */
        LENGTH,
        CANCELLED
    }
}
