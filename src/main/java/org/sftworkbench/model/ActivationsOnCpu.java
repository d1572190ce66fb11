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

    ActivationsOnCpu(ModelConfig config, TrainedAs as, LoraAdapters adapters, long tokens) {
        this.config = config;
        this.as = as;
        this.adapters = adapters;
        this.taped =
                !as.isRounded()
                        && as.oneDnn()
                                .takes(1.0 * tokens * config.hiddenSize() * config.hiddenSize());
    }

    @Override
    public double bytesOfLayer() {
        // In bf16 the adapters' inputs are kept once more, in their own float32, and so is what
        // norms and attention take in.
        double wide =
                as.isRounded() ? wide() + (double) adapters.inputs() / config.layers().size() : 0;
        return (kept() * as.precision().bytes() + 4 * wide) * holes() + 4.0 * onTape();
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

    /** Numbers: the residual stream twice, norms, projections, attention, and the MLP. */
    private long kept() {
        boolean weightsTrained = as.lora().isEmpty();
        if (!weightsTrained && as.isRounded()) {
            // What is frozen keeps no input, and all else takes it in float32: see wide().
            return 3L * config.intermediateSize();
        }
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

    /**
     * Numbers that a product gives and that are kept for nothing but its own way back, where
     * autograd does not see it: what is added to the residual stream; queries and keys before they
     * are turned; and where there is an adapter, whose part is added, also what others keep.
     */
    private long onTape() {
        if (!taped) {
            return 0;
        }
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        long kept = 2L * config.hiddenSize();
        if (adapters.adapt(Part.QUERY) || !config.queryKeyNorm()) {
            kept += (long) config.heads() * config.headSize();
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

    /** Of bf16 activations those that are kept in float32 besides. */
    private long wide() {
        long query = (long) config.heads() * config.headSize();
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        long norms = (config.outputNorms() ? 4L : 2L) * config.hiddenSize();
        return 4 * query + norms + (config.queryKeyNorm() ? query + keyValue : 0);
    }
}
