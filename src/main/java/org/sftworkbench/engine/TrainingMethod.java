package org.sftworkbench.engine;

import java.util.Optional;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.train.StepOptions;

/**
 * What a run trains and how it computes a step. Plain data.
 *
 * @param lora new adapters to train; empty to train what the directory holds: every weight of a
 *     whole model, an adapter's own where it is one
 * @param step how a step is computed
 */
public record TrainingMethod(Optional<LoraConfig> lora, StepOptions step) {
    /** Every weight, no padding, everything kept, both losses measured. */
    public static final TrainingMethod FULL =
            new TrainingMethod(Optional.empty(), StepOptions.DEFAULTS);
}
