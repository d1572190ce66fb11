package org.sftworkbench.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.DecodingSession;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;

/** Continues prompts as one left-padded batch with a KV cache. Engine thread only. */
public final class Generator {
    private static final int ENDED = -1;

    private final LanguageModel model;

    public Generator(LanguageModel model) {
        this.model = model;
    }

    /**
     * @param prompts ids of each row, none empty
     * @param onTokens told after each decoding step: the id written to each row, -1 for rows that
     *     have ended
     * @param cancellation a cancelled generation returns what it has, its rows {@link
     *     Continuation.Stop#CANCELLED}
     * @return one continuation per prompt
     * @throws org.sftworkbench.model.ModelException where a prompt does not fit the model
     */
    public List<Continuation> generate(
            List<int[]> prompts,
            GenerationSettings settings,
            Consumer<int[]> onTokens,
            Cancellation cancellation) {
        LeftPaddedPrompts batch = LeftPaddedPrompts.of(prompts);
        if (batch.length() > model.config().maxPositions()) {
            throw new ModelException(
                    "The longest prompt has "
                            + batch.length()
                            + " tokens, and the model takes "
                            + model.config().maxPositions()
                            + " at most. Shorten it, or begin a new conversation.");
        }
        int room = Math.max(1, model.config().maxPositions() - batch.length());
        int most = Math.min(settings.maxNewTokens(), room);
        Rows rows = new Rows(prompts.size());
        Sampler sampler = new Sampler(settings, prompts.size());
        int[] positions = batch.nextPositions();
        int[] ones = new int[prompts.size()];
        Arrays.fill(ones, 1);
        try (DecodingSession session = model.decode(prompts.size(), batch.length() + most)) {
            int[][] next = new int[1][];
            session.feed(
                    batch.ids(),
                    batch.attentionMask(),
                    batch.positionIds(),
                    r -> next[0] = sampler.choose(r));
            for (int n = 1; ; n++) {
                onTokens.accept(rows.append(next[0], settings.ignoreEos()));
                if (rows.allEnded() || n == most || stopRequested(cancellation)) {
                    break;
                }
                // Ended rows are fed on so that the batch keeps its shape; nobody reads what they
                // say.
                session.feed(next[0], ones, positions, r -> next[0] = sampler.choose(r));
                for (int b = 0; b < positions.length; b++) {
                    positions[b]++;
                }
            }
        }
        return rows.finish(cancellation.isCancelled());
    }

    private static boolean stopRequested(Cancellation cancellation) {
        try {
            cancellation.check();
            return false;
        } catch (java.util.concurrent.CancellationException e) {
            return true;
        }
    }

    /** What each row has written so far, and whether it has ended. */
    private final class Rows {
        private final List<List<Integer>> written = new ArrayList<>();
        private final boolean[] ended;

        Rows(int count) {
            ended = new boolean[count];
            for (int b = 0; b < count; b++) {
                written.add(new ArrayList<>());
            }
        }

        int[] append(int[] ids, boolean ignoreEos) {
            int[] told = new int[ids.length];
            for (int b = 0; b < ids.length; b++) {
                if (ended[b]) {
                    told[b] = ENDED;
                    continue;
                }
                told[b] = ids[b];
                written.get(b).add(ids[b]);
                ended[b] = !ignoreEos && model.config().eosIds().contains(ids[b]);
            }
            return told;
        }

        boolean allEnded() {
            for (boolean one : ended) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        List<Continuation> finish(boolean cancelled) {
            List<Continuation> all = new ArrayList<>();
            for (int b = 0; b < ended.length; b++) {
                Continuation.Stop stop =
                        ended[b]
                                ? Continuation.Stop.EOS
                                : cancelled
                                        ? Continuation.Stop.CANCELLED
                                        : Continuation.Stop.LENGTH;
                all.add(
                        new Continuation(
                                written.get(b).stream().mapToInt(Integer::intValue).toArray(),
                                stop));
            }
            return all;
        }
    }
}
