package org.sftworkbench.train;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The numbers of small runs: one row a step, at a rate by which a few steps are seen to learn. */
public final class OneRowSteps {
    private OneRowSteps() {}

    /** So many steps; the rest as by default. */
    public static TrainingConfig of(int steps) {
        return TrainingConfigJson.read(
                        new ObjectMapper()
                                .createObjectNode()
                                .put("per_device_train_batch_size", 1)
                                .put("learning_rate", 1e-3)
                                .put("max_steps", steps))
                .config();
    }
}
