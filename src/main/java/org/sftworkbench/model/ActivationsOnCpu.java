package org.sftworkbench.model;

import java.util.List;
import org.sftworkbench.model.DecoderLayout.Part;

/** Counted kernel by kernel, with what lies idle in glibc's heap. */
final class ActivationsOnCpu implements Activations {
    /**
     * What lies idle between activations that come and go, measured as peak over what is alive.
     * Where the weights are trained, their gradients fill the holes.
     */
    private static final double HOLES = 1.2;

    private final ModelConfig config;
    private final TrainedAs as;
    private final LoraAdapters adapters;
    private final boolean taped;

    /** Width of all queries, and of all keys. */
    private final long query;

    private final long keyValue;

    ActivationsOnCpu(ModelConfig config, TrainedAs as, LoraAdapters adapters, long tokens) {
        this.config = config;
        this.as = as;
        this.adapters = adapters;
        this.query = (long) config.heads() * config.headSize();
        this.keyValue = (long) config.keyValueHeads() * config.headSize();
        this.taped =
                !as.isRounded()
                        && as.oneDnn()
                                .takes(1.0 * tokens * config.hiddenSize() * config.hiddenSize());
    }

    @Override
    public double bytesOfLayer() {
        double kept = as.isRounded() ? 2.0 * rounded() + 4.0 * wide() : 4.0 * float32();
        return kept * holes() + 4.0 * onTape();
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
        return as.lora().isEmpty() ? 1 : HOLES;
    }

    /**
     * Numbers of a float32 model: the residual stream twice, norms, projections, attention, and the
     * MLP.
     */
    private long float32() {
        boolean weightsTrained = as.lora().isEmpty();
        long c = config.hiddenSize();
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

    /**
     * Numbers that a product gives and that are kept for nothing but its own way back, where
     * autograd does not see it: what is added to the residual stream; queries and keys before they
     * are turned; and where there is an adapter, whose part is added, also what others keep.
     */
    private long onTape() {
        if (!taped) {
            return 0;
        }
        long kept = 2L * config.hiddenSize();
        if (adapters.adapt(Part.QUERY) || !config.queryKeyNorm()) {
            kept += query;
        }
        if (adapters.adapt(Part.KEY) || !config.queryKeyNorm()) {
            kept += keyValue;
        }
        if (adapters.adapt(Part.VALUE)) {
            kept += keyValue;
        }
        for (Part part : List.of(Part.GATE, Part.UP)) {
            kept += adapters.adapt(part) ? config.intermediateSize() : 0;
        }
        return kept;
    }

    /**
     * Numbers of a bf16 model that are kept in bf16: what goes into matrices that are trained, what
     * the weight of a norm is multiplied with, and the MLP.
     */
    private long rounded() {
        long mlp = 3L * config.intermediateSize();
        if (as.lora().isPresent()) {
            return mlp;
        }
        long c = config.hiddenSize();
        long inputs = 2 * c + query + config.intermediateSize();
        long norms = (config.outputNorms() ? 4 : 2) * c;
        return mlp + inputs + norms + (config.queryKeyNorm() ? query + keyValue : 0);
    }

    /** And those in float32: what goes into norms, attention and adapters. */
    private double wide() {
        long norms = (config.outputNorms() ? 4L : 2L) * config.hiddenSize();
        long headNorms = config.queryKeyNorm() ? query + keyValue : 0;
        double ofAdapters = (double) adapters.inputs() / config.layers().size();
        return 4 * query + norms + headNorms + ofAdapters;
    }
}
