package org.sftworkbench.model;

import java.util.Optional;

/**
 * How a model is held while it is trained, as far as memory is concerned.
 *
 * @param precision of its weights
 * @param lora adapters that are trained instead of them
 * @param onGpu whether it is computed on a GPU
 * @param oneDnn how the CPU multiplies float32
 */
public record TrainedAs(
        Precision precision, Optional<LoraConfig> lora, boolean onGpu, OneDnn oneDnn) {
    /** As this machine multiplies. */
    public TrainedAs(Precision precision, Optional<LoraConfig> lora, boolean onGpu) {
        this(precision, lora, onGpu, OneDnn.here());
    }

    /** Whether weights and activations are rounded to less than float32. */
    boolean isRounded() {
        return precision != Precision.FLOAT32;
    }
}
