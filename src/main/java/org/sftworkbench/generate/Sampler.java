package org.sftworkbench.generate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.sftworkbench.model.DecodingSession;
import org.sftworkbench.model.ModelException;

/**
 * Chooses the next token of each row: the likeliest, or one drawn from what the settings leave.
 * Each row draws from its own random stream, so its text does not depend on its neighbours.
 */
final class Sampler {
    private final Sampling sampling;
    private final LogitsWarper warper;
    private final SplittableRandom[] random;

    Sampler(Sampling sampling, int rows) {
        this.sampling = sampling;
        this.warper = new LogitsWarper(sampling);
        this.random = new SplittableRandom[rows];
        for (int b = 0; b < rows; b++) {
            random[b] = new SplittableRandom(sampling.seed() * 1_000_003 + b);
        }
    }

    /**
     * @param texts each row so far, prompt included
     * @return one id per row
     */
    int[] choose(DecodingSession.NextToken next, List<IdList> texts) {
        if (sampling.greedy() && !sampling.penalizes()) {
            return next.likeliest();
        }
        float[] logits = next.logits();
        int vocabulary = logits.length / random.length;
        int[] chosen = new int[random.length];
        for (int b = 0; b < random.length; b++) {
            float[] row = Arrays.copyOfRange(logits, b * vocabulary, (b + 1) * vocabulary);
            warper.penalize(row, texts.get(b));
            chosen[b] =
                    sampling.greedy()
                            ? LogitsWarper.likeliest(row)
                            : draw(warper.choice(row), random[b]);
        }
        return chosen;
    }

    private static int draw(LogitsWarper.Choice choice, SplittableRandom source) {
        int last = choice.ids().length - 1;
        if (last < 0) {
            throw new ModelException(
                    "The model's logits are no numbers here, so no token can be drawn. Its"
                            + " weights are damaged, or too large for its precision: try float32.");
        }
        double mark = source.nextDouble() * choice.total();
        for (int i = 0; i < last; i++) {
            mark -= choice.weights()[i];
            if (mark < 0) {
                return choice.ids()[i];
            }
        }
        return choice.ids()[last];
    }
}
