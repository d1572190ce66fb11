package org.sftworkbench.generate;

import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/** Continues prompts as one left-padded batch with a KV cache. Engine thread only. */
public final class Generator {
    public Generator(LanguageModel model) {}

    /**
     * @param prompts ids of each row, none empty
     * @param onTokens told after each decoding step: the id written to each row, -1 for rows that
     *     have ended
     * @param cancellation a cancelled generation returns what it has, its rows {@link
     *     Continuation.Stop#CANCELLED}
     * @return one continuation per prompt
     */
    public List<Continuation> generate(
            List<int[]> prompts,
            GenerationSettings settings,
            Consumer<int[]> onTokens,
            Cancellation cancellation) {
        throw new IllegalStateException("stub");
    }
}
