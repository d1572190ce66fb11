package org.sftworkbench.model;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a model is brought into memory.
 *
 * @param trainable whether gradients will be asked for
 * @param precision of the weights
 * @param device where they live
 * @param lora new adapters to train instead of the weights
 * @param seed of the new adapters' weights
 * @param base the whole model under an adapter, where it is not the one that the adapter names
 * @param generating whether it will only generate and score: matrices may then be held in a form
 *     that is read faster, see {@link PackedMatrices}, and the model cannot be saved
 * @param oneDnn how the CPU multiplies float32
 */
public record Loading(
        boolean trainable,
        Precision precision,
        Device device,
        Optional<LoraConfig> lora,
        long seed,
        Optional<Path> base,
        boolean generating,
        OneDnn oneDnn) {
    public Loading(
            boolean trainable,
            Precision precision,
            Device device,
            Optional<LoraConfig> lora,
            long seed) {
        this(trainable, precision, device, lora, seed, Optional.empty());
    }

    public Loading(
            boolean trainable,
            Precision precision,
            Device device,
            Optional<LoraConfig> lora,
            long seed,
            Optional<Path> base) {
        this(trainable, precision, device, lora, seed, base, false, OneDnn.here());
    }

    /** Float32 on the host, without new adapters. */
    public static Loading plain(boolean trainable) {
        return new Loading(trainable, Precision.FLOAT32, Device.cpu(), Optional.empty(), 0);
    }

    /** The same with new adapters to train. */
    public Loading with(LoraConfig adapters, long seedOfAdapters) {
        return new Loading(
                true,
                precision,
                device,
                Optional.of(adapters),
                seedOfAdapters,
                base,
                false,
                oneDnn);
    }

    /** The same for a model that will only generate and score. */
    public Loading toGenerate() {
        return new Loading(false, precision, device, lora, seed, base, true, oneDnn);
    }
}
