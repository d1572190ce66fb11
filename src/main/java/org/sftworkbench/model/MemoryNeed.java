package org.sftworkbench.model;

import java.util.List;
import java.util.Optional;

/**
 * What training a model takes at its peak, counted from shapes. Bytes.
 *
 * @param weights the model, and its adapters
 * @param gradients of what is trained, and a layer's largest one once more on its way into the sum
 * @param optimizer moments, and float32 originals of bf16 weights
 * @param activations what the forward pass keeps for the way back
 * @param logits of the supervised positions that are scored at a time, and their gradient
 * @param program the Java machine and libtorch themselves
 */
public record MemoryNeed(
        long weights, long gradients, long optimizer, long activations, long logits, long program) {
    /** Resident after start-up with libtorch loaded, as measured on Linux. */
    private static final long PROGRAM = 400_000_000L;

    /**
     * What lies idle between activations that come and go, measured as peak over what is alive.
     * Where the weights are trained, their gradients fill the holes.
     */
    private static final double HOLES = 1.35;

    /** The same where activations are computed twice: less is alive, and the pieces differ more. */
    private static final double HOLES_WHEN_COMPUTED_TWICE = 3;

    /** As many logits as the kernels hold at a time. */
    private static final long LOGITS = 1L << 26;

    /**
     * The peak. Gradients come as activations go, but what is freed in pieces of one size seldom
     * serves for another, so that both count.
     */
    public long total() {
        return weights + optimizer + program + gradients + activations + logits;
    }

    /**
     * Counts a micro-batch of training.
     *
     * @param tokens N of the largest micro-batch, padding included
     * @param supervised positions of it with a target
     * @param checkpointing whether activations are computed twice instead of kept
     */
    public static MemoryNeed ofTraining(
            ModelConfig config,
            Precision precision,
            Optional<LoraConfig> lora,
            long tokens,
            long supervised,
            boolean checkpointing) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        LoraAdapters adapters =
                lora.map(l -> l.adaptersOf(config, layout)).orElse(LoraAdapters.NONE);
        long all = layout.stream().mapToLong(DecoderLayout.Slot::size).sum();
        long whole =
                layout.stream().filter(adapters::trains).mapToLong(DecoderLayout.Slot::size).sum();
        // Those of the embedding and the output projection are added to in place.
        long largest =
                layout.stream()
                        .filter(adapters::trains)
                        .filter(slot -> slot.role().layer() >= 0)
                        .mapToLong(DecoderLayout.Slot::size)
                        .max()
                        .orElse(0);
        long low = adapters.pairs().stream().mapToLong(p -> p.rank() * (p.in() + p.out())).sum();
        int bytes = precision.bytes();
        boolean rounded = precision != Precision.FLOAT32;
        Activations kept = new Activations(config, lora.isEmpty());
        long perToken =
                checkpointing
                        ? config.hiddenSize() * (long) config.layers().size() + kept.perLayer()
                        : kept.perLayer() * config.layers().size();
        // In bf16 the adapters' inputs are kept once more, in their own float32, and so is what
        // norms and attention take in.
        long inputs =
                rounded ? adapters.pairs().stream().mapToLong(LoraAdapters.Pair::in).sum() : 0;
        long wide = inputs + (rounded ? kept.widePerLayer() * config.layers().size() : 0);
        double holes = lora.isEmpty() ? 1 : checkpointing ? HOLES_WHEN_COMPUTED_TWICE : HOLES;
        double bytesPerToken =
                (perToken + kept.onTheWayBack()) * bytes * holes
                        + 4.0 * (checkpointing ? wide * holes / config.layers().size() : wide);
        long scored = Math.min(supervised, Math.max(16, LOGITS / config.vocabularySize()));
        return new MemoryNeed(
                all * bytes + low * 4,
                (whole + largest) * bytes + low * 4,
                (whole + low) * 8 + (rounded ? whole * 4 : 0),
                (long) (tokens * bytesPerToken),
                scored * config.vocabularySize() * (rounded ? 10L : 4L),
                PROGRAM);
    }

    /** Numbers that are kept for each token, counted kernel by kernel. */
    private record Activations(ModelConfig config, boolean weightsTrained) {
        /** The residual stream twice, norms, projections, attention, and the MLP. */
        long perLayer() {
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
        long widePerLayer() {
            long query = (long) config.heads() * config.headSize();
            long keyValue = (long) config.keyValueHeads() * config.headSize();
            long norms = (config.outputNorms() ? 4L : 2L) * config.hiddenSize();
            return 4 * query + norms + (config.queryKeyNorm() ? query + keyValue : 0);
        }

        /** Gradients in flight. */
        long onTheWayBack() {
            return 3L * config.intermediateSize() + 4L * config.hiddenSize();
        }
    }
}
