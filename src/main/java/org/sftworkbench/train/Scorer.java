package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/** Scores rows without training. Engine thread only. */
public final class Scorer {
    private static final int BATCH = 8;

    private final LanguageModel model;

    public Scorer(LanguageModel model) {
        this.model = model;
    }

    /**
     * @return {@code nll[r][t]} in nats: of token t of row r given those before it, NaN where it is
     *     not supervised
     * @throws java.util.concurrent.CancellationException when asked to stop
     * @throws org.sftworkbench.model.ModelException where a row does not fit the model; nothing is
     *     computed then
     */
    public List<double[]> score(List<LabelledExample> examples, Cancellation cancellation) {
        for (LabelledExample example : examples) {
            model.checkIds(example.inputIds(), example.length());
        }
        List<double[]> scores = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            cancellation.check();
            List<LabelledExample> chunk =
                    examples.subList(from, Math.min(examples.size(), from + BATCH));
            double[] nll = model.score(TrainingRows.inOrder(chunk));
            int at = 0;
            for (LabelledExample example : chunk) {
                double[] row = new double[example.length()];
                Arrays.fill(row, Double.NaN);
                System.arraycopy(nll, at, row, 1, row.length - 1);
                at += row.length;
                scores.add(row);
            }
        }
        return scores;
    }
}
