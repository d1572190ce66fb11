package org.sftworkbench.model;

/** Counted kernel by kernel, with what lies idle in glibc's heap. */
final class ActivationsOnCpu implements Activations {
    /**
     * What lies idle between activations that come and go, measured as peak over what is alive.
     * Where the weights are trained, their gradients fill the holes.
     */
    private static final double HOLES = 1.35;

    /** The same where activations are computed twice: less is alive, and the pieces differ more. */
    private static final double HOLES_WHEN_COMPUTED_TWICE = 3;

    private final ModelConfig config;
    private final TrainedAs as;
    private final LoraAdapters adapters;
    private final boolean twice;

    ActivationsOnCpu(ModelConfig config, TrainedAs as, LoraAdapters adapters, boolean twice) {
        this.config = config;
        this.as = as;
        this.adapters = adapters;
        this.twice = twice;
    }

    @Override
    public double bytesOfLayer() {
        // In bf16 the adapters' inputs are kept once more, in their own float32, and so is what
        // norms and attention take in.
        double wide =
                as.isRounded() ? wide() + (double) adapters.inputs() / config.layers().size() : 0;
        return kept() * as.precision().bytes() * holes() + 4 * wide * (twice ? holes() : 1);
    }

    @Override
    public double bytesOfInput() {
        return config.hiddenSize() * as.precision().bytes() * holes();
    }

    @Override
    public double bytesInFlight() {
        return Activations.inFlight(config) * as.precision().bytes() * holes();
    }

    private double holes() {
        return as.lora().isEmpty() ? 1 : twice ? HOLES_WHEN_COMPUTED_TWICE : HOLES;
    }

    /** Numbers: the residual stream twice, norms, projections, attention, and the MLP. */
    private long kept() {
        boolean weightsTrained = as.lora().isEmpty();
        long c = config.hiddenSize();
        long query = (long) config.heads() * config.headSize();
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        // A norm keeps its input, and for its weight's gradient what it was multiplied with;
        // its result is the next product's input.
        long norm = weightsTrained ? 2 * c : c;
        long norms = 2 * (c + norm);
        long attention = 5 * query;
        if (config.queryKeyNorm()) {
            attention += (weightsTrained ? 2 : 1) * (query + keyValue);
        }
        if (config.outputNorms()) {
            norms += 2 * norm;
        }
        return norms + attention + 4L * config.intermediateSize();
    }

    /** Of bf16 activations those that are kept in float32 besides. */
    private long wide() {
        long query = (long) config.heads() * config.headSize();
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        long norms = (config.outputNorms() ? 4L : 2L) * config.hiddenSize();
        return 4 * query + norms + (config.queryKeyNorm() ? query + keyValue : 0);
    }
}
