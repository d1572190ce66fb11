package org.sftworkbench.train;

import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;

/** The SFT loop: collate, forward, backward, clip, AdamW. Engine thread only. */
public final class Trainer {
    /**
     * @param model loaded as trainable
     * @param padId id for padding
     */
    public Trainer(
            LanguageModel model,
            List<LabelledExample> examples,
            TrainingConfig config,
            int padId) {}

    /**
     * Trains the model in place.
     *
     * @throws java.util.concurrent.CancellationException when asked to stop
     * @throws TrainingException where no row is left to train on, a row does not fit the model, or
     *     the loss is not finite
     */
    public void run(TrainingListener listener, Cancellation cancellation) {}
}
