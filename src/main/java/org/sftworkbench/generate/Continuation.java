package org.sftworkbench.generate;

/**
 * What was written after a prompt.
 *
 * @param outputIds new ids, the stopping one included
 * @param stop why it ended
 */
public record Continuation(int[] outputIds, Stop stop) {
    /** Why a row ended. */
    public enum Stop {
        /** An end-of-sequence id of the generation configuration. */
        EOS,
        /** {@code maxNewTokens}, or the model's longest sequence. */
        LENGTH,
        CANCELLED
    }
}
