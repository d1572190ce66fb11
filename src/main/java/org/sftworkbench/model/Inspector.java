package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells how likely a model finds each token of a batch, and what it expects after it. Engine thread
 * only.
 */
public final class Inspector {
    private final LanguageModel model;

    public Inspector(LanguageModel model) {
        this.model = model;
    }

    /**
     * N places of which some are padding.
     *
     * @param ids shape [N]
     * @param positions shape [N]: position ids, at least 0
     * @param blocks lengths of the stretches that see only themselves; they add up to N
     * @param attention shape [N]: whether a place is seen by those after it in its block
     */
    public record Places(int[] ids, int[] positions, int[] blocks, boolean[] attention) {}

    /**
     * What the model makes of them. K next tokens are told at each place, the likeliest first.
     *
     * @param nll shape [N]: negative log-likelihood (nats) of each token given those before it in
     *     its block; NaN for a block's first token and for padding
     * @param count K
     * @param ids shape [N, K] flat; -1 at padding
     * @param probabilities shape [N, K] flat; NaN at padding
     */
    public record Found(double[] nll, int count, int[] ids, float[] probabilities) {}

    /**
     * @param likeliest how many next tokens to tell; no more than the vocabulary has
     * @throws ModelException where an id or a position is not the model's
     */
    public Found inspect(Places places, int likeliest) {
        int k = Math.min(likeliest, model.config().vocabularySize());
        int n = places.ids().length;
        double[] nll = new double[n];
        int[] ids = new int[n * k];
        float[] probabilities = new float[n * k];
        Arrays.fill(nll, Double.NaN);
        Arrays.fill(ids, -1);
        Arrays.fill(probabilities, Float.NaN);
        // Nobody sees padding, so nothing changes where it is left out.
        int[] real = IntStream.range(0, n).filter(i -> places.attention()[i]).toArray();
        if (real.length > 0) {
            PackedRows rows = rows(places, real);
            int[] positions = GradientWindow.select(places.positions(), real);
            int most = Arrays.stream(positions).max().orElse(0) + 1;
            if (Arrays.stream(positions).anyMatch(p -> p < 0)) {
                throw new ModelException("a token has a position below 0; only padding may");
            }
            model.checkIds(rows.ids(), most);
            try (NDManager step = model.newManager()) {
                NDList out = expect(rows, positions, most, k, step);
                long[] expected = out.get(0).toLongArray();
                float[] logs = out.get(1).toFloatArray();
                float[] own = out.get(2).toFloatArray();
                for (int i = 0; i < real.length; i++) {
                    for (int j = 0; j < k; j++) {
                        ids[real[i] * k + j] = Math.toIntExact(expected[i * k + j]);
                        probabilities[real[i] * k + j] = (float) Math.exp(logs[i * k + j]);
                    }
                    if (rows.targets()[i] >= 0) {
                        nll[real[i + 1]] = -own[i];
                    }
                }
            }
        }
        return new Found(nll, k, ids, probabilities);
    }

    /** The real tokens, each with the next one of its block as target. */
    private static PackedRows rows(Places places, int[] real) {
        int[] ids = GradientWindow.select(places.ids(), real);
        int[] targets = new int[real.length];
        Arrays.fill(targets, -1);
        int[] lengths = new int[places.blocks().length];
        int end = 0;
        int at = 0;
        for (int block = 0; block < lengths.length; block++) {
            end += places.blocks()[block];
            int first = at;
            while (at < real.length && real[at] < end) {
                if (at > first) {
                    targets[at - 1] = ids[at];
                }
                at++;
            }
            lengths[block] = at - first;
        }
        int[] none = new int[real.length];
        Arrays.fill(none, -1);
        return new PackedRows(
                ids, Arrays.stream(lengths).filter(l -> l > 0).toArray(), targets, none);
    }

    /** Ids [N, K], their log-probabilities [N, K], and the targets' [N]. */
    private NDList expect(PackedRows rows, int[] positions, int most, int k, NDManager step) {
        int n = positions.length;
        NDArray hidden =
                model.call("states", step)
                        .with(Tensors.longs(step, rows.ids(), n))
                        .with(Tensors.longs(step, positions, n))
                        .withInts(rows.groups())
                        .withList(model.tables(most))
                        .withList(model.weights())
                        .run()
                        .head();
        int[] targets = Arrays.stream(rows.targets()).map(id -> Math.max(0, id)).toArray();
        return model.call("expect", step)
                .with(hidden)
                .with(Tensors.longs(step, targets, n))
                .withInts(k)
                .withList(model.weights())
                .run();
    }
}
