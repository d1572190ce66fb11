package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/** What a model makes of whole rows, without recording gradients. Engine thread only. */
final class RowScorer {
    private final LanguageModel model;

    RowScorer(LanguageModel model) {
        this.model = model;
    }

    /** See {@link LanguageModel#score}. */
    double[] score(PackedRows rows) {
        model.check(rows);
        try (NDManager step = model.newManager()) {
            int[] at = GradientWindow.positionsOf(rows.targets());
            float[] nll = nll(read("states", rows, step), rows.targets(), step);
            double[] all = new double[rows.targets().length];
            Arrays.fill(all, Double.NaN);
            for (int i = 0; i < at.length; i++) {
                all[at[i]] = nll[i];
            }
            return all;
        }
    }

    /** See {@link LanguageModel#figures}. */
    TokenFigures figures(PackedRows rows) {
        model.check(rows);
        int[] at = GradientWindow.positionsOf(rows.targets());
        int[] targets = GradientWindow.select(rows.targets(), at);
        try (NDManager step = model.newManager()) {
            NDArray figures =
                    model.call("figures", step)
                            .with(read("states", rows, step))
                            .with(Tensors.longs(step, at, at.length))
                            .with(Tensors.longs(step, targets, at.length))
                            .withList(model.weights())
                            .run()
                            .head();
            return TokenFigures.of(targets, figures.toFloatArray());
        }
    }

    /** See {@link LanguageModel#logits}. */
    float[] logits(PackedRows rows) {
        model.check(rows);
        try (NDManager step = model.newManager()) {
            return read("logits", rows, step).toFloatArray();
        }
    }

    /** What a kernel makes of all rows, shape [N, …]. */
    private NDArray read(String kernel, PackedRows rows, NDManager step) {
        return model.rows(kernel, rows, step)
                .withList(model.tables(rows.longest()))
                .withList(model.weights())
                .run()
                .head();
    }

    /** NLL, in order, of the targets that are not -1, given hidden states [N, C]. */
    float[] nll(NDArray hidden, int[] targets, NDManager step) {
        int[] at = GradientWindow.positionsOf(targets);
        if (at.length == 0) {
            return new float[0];
        }
        return model.call("nll", step)
                .with(hidden)
                .with(Tensors.longs(step, at, at.length))
                .with(Tensors.longs(step, GradientWindow.select(targets, at), at.length))
                .withList(model.weights())
                .run()
                .head()
                .toFloatArray();
    }
}
