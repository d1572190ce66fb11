package org.sftworkbench.model;

/**
 * Counted kernel by kernel, as the kernels compute on CUDA: attention takes bf16 as it is, and a
 * norm is a layer norm of twice the size there.
 */
final class ActivationsOnGpu implements Activations {
    private final ModelConfig config;
    private final TrainedAs as;
    private final LoraAdapters adapters;

    ActivationsOnGpu(ModelConfig config, TrainedAs as, LoraAdapters adapters) {
        this.config = config;
        this.as = as;
        this.adapters = adapters;
    }

    @Override
    public double bytesOfLayer() {
        int bytes = as.precision().bytes();
        return (norms() + attention() + mlp()) * (double) bytes + adapterInputs();
    }

    @Override
    public double bytesOfInput() {
        return config.hiddenSize() * (double) as.precision().bytes();
    }

    @Override
    public double bytesInFlight() {
        return Activations.inFlight(config) * (double) as.precision().bytes();
    }

    private boolean weightsTrained() {
        return as.lora().isEmpty();
    }

    /** Whether what goes into a matrix is kept as it is; bf16 adapters keep it in float32. */
    private boolean keepsInputs() {
        return weightsTrained() || !as.isRounded();
    }

    private double adapterInputs() {
        return as.isRounded() ? 4.0 * adapters.inputs() / config.layers().size() : 0;
    }

    /** What a norm of so many numbers goes back with, and, where it is trained, its weight. */
    private long norm(long size) {
        long own = as.isRounded() ? 2 * size : size;
        return weightsTrained() ? 2 * own : own;
    }

    private long norms() {
        long c = config.hiddenSize();
        return 2 * (norm(c) + (keepsInputs() ? c : 0)) + (config.outputNorms() ? 2 * norm(c) : 0);
    }

    private long attention() {
        long query = (long) config.heads() * config.headSize();
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        boolean repeated = !as.isRounded() && query > keyValue;
        // Queries, keys, values and the result; float32 has a key and a value for each query.
        long kept = 2 * query + 2 * (repeated ? query : keyValue);
        return config.queryKeyNorm() ? kept + norm(query) + norm(keyValue) : kept;
    }

    private long mlp() {
        return (keepsInputs() ? 4L : 3L) * config.intermediateSize();
    }
}
