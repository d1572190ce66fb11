package org.sftworkbench.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.DecodingSession;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.Tokenizer;

/** Continues prompts as one padded batch with a KV cache. Engine thread only. */
public final class Generator {
    private final LanguageModel model;
    private final Optional<Tokenizer> tokenizer;
    private final boolean remembering;

    /** Without a tokenizer, and so without stop strings. */
    public Generator(LanguageModel model) {
        this(model, Optional.empty(), false);
    }

    /**
     * @param tokenizer the model's, in whose text stop strings are looked for
     */
    public Generator(LanguageModel model, Tokenizer tokenizer) {
        this(model, Optional.of(tokenizer), false);
    }

    private Generator(LanguageModel model, Optional<Tokenizer> tokenizer, boolean remembering) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.remembering = remembering;
    }

    /**
     * The same, but that a single prompt that begins as the last text of the model does is read
     * from there on only, see {@link LanguageModel#goOn}: as the next question of a conversation
     * does, and an answer that is given once more.
     */
    public Generator remembering() {
        return new Generator(model, tokenizer, true);
    }

    /**
     * Continues a left-padded batch; see {@link #generate(PaddedPrompts, GenerationSettings,
     * Consumer, Cancellation)}.
     */
    public List<Continuation> generate(
            List<int[]> prompts,
            GenerationSettings settings,
            Consumer<Step> onStep,
            Cancellation cancellation) {
        return generate(PaddedPrompts.of(prompts, Padding.LEFT), settings, onStep, cancellation);
    }

    /**
     * @param onStep told after each decoding step
     * @param cancellation a cancelled generation returns what it has, its rows {@link
     *     Continuation.Stop#CANCELLED}
     * @return one continuation per prompt
     * @throws org.sftworkbench.model.ModelException where a prompt does not fit the model
     */
    public List<Continuation> generate(
            PaddedPrompts batch,
            GenerationSettings settings,
            Consumer<Step> onStep,
            Cancellation cancellation) {
        if (batch.length() > model.config().maxPositions()) {
            throw new ModelException(
                    "The longest prompt has "
                            + batch.length()
                            + " tokens, and the model takes "
                            + model.config().maxPositions()
                            + " at most. Shorten it, or begin a new conversation.");
        }
        model.checkIds(batch.ids(), batch.length());
        int room = Math.max(1, model.config().maxPositions() - batch.length());
        int most = Math.min(settings.maxNewTokens(), room);
        WrittenRows rows = new WrittenRows(batch, settings, model.config().eosIds(), tokenizer);
        Sampler sampler = new Sampler(settings.sampling(), batch.rows());
        int[] positions = batch.nextPositions();
        int[] ones = new int[batch.rows()];
        Arrays.fill(ones, 1);
        try (DecodingSession session = begin(batch, batch.length() + most)) {
            Reading reading = new Reading(sampler, rows, settings.alternatives());
            int there = session.filled();
            session.feed(
                    from(there, batch.ids()),
                    from(there, batch.attentionMask()),
                    from(there, batch.positionIds()),
                    reading);
            for (int n = 1; ; n++) {
                onStep.accept(new Step(rows.append(reading.chosen), reading.odds));
                if (rows.allEnded() || n == most || stopRequested(cancellation)) {
                    break;
                }
                // Ended rows are fed on so that the batch keeps its shape; nobody reads what they
                // say.
                session.feed(reading.chosen, ones, positions, reading);
                for (int b = 0; b < positions.length; b++) {
                    positions[b]++;
                }
            }
        }
        return rows.finish(cancellation.isCancelled());
    }

    private DecodingSession begin(PaddedPrompts batch, int capacity) {
        return remembering && batch.rows() == 1
                ? model.goOn(batch.ids(), capacity)
                : model.decode(batch.rows(), capacity);
    }

    private static int[] from(int start, int[] all) {
        return start == 0 ? all : Arrays.copyOfRange(all, start, all.length);
    }

    private static boolean stopRequested(Cancellation cancellation) {
        try {
            cancellation.check();
            return false;
        } catch (java.util.concurrent.CancellationException e) {
            return true;
        }
    }

    /** Takes from the logits what is needed of them, while they live. */
    private static final class Reading implements Consumer<DecodingSession.NextToken> {
        private final Sampler sampler;
        private final WrittenRows rows;
        private final int alternatives;
        private int[] chosen = {};
        private List<TokenOdds> odds = List.of();

        private Reading(Sampler sampler, WrittenRows rows, int alternatives) {
            this.sampler = sampler;
            this.rows = rows;
            this.alternatives = alternatives;
        }

        @Override
        public void accept(DecodingSession.NextToken next) {
            chosen = sampler.choose(next, rows.texts());
            if (alternatives > 0) {
                odds = odds(next.odds(chosen, alternatives));
            }
        }

        private static List<TokenOdds> odds(DecodingSession.Odds all) {
            List<TokenOdds> rows = new ArrayList<>();
            int count = all.ids().length / all.chosen().length;
            for (int b = 0; b < all.chosen().length; b++) {
                int from = b * count;
                rows.add(
                        new TokenOdds(
                                all.chosen()[b],
                                Arrays.copyOfRange(all.ids(), from, from + count),
                                Arrays.copyOfRange(all.probabilities(), from, from + count)));
            }
            return rows;
        }
    }
}
