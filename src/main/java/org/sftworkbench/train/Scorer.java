package org.sftworkbench.train;

import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/** Scores rows without training. Engine thread only. */
public final class Scorer {
    public Scorer(LanguageModel model) {}

    /**
     * @return {@code nll[r][t]} in nats: of token t of row r given those before it, NaN where it is
     *     not supervised
     */
    public List<double[]> score(List<LabelledExample> examples, Cancellation cancellation) {
        throw new TrainingException("stub");
    }
}
