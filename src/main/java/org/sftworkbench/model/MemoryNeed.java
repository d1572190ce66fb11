package org.sftworkbench.model;

import java.util.List;

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

    /** In use on a GPU by CUDA and its libraries, as measured on an H100. */
    private static final long CUDA = 600_000_000L;

    /** Gradients of bf16 weights that a GPU holds as float32 at a time, in bytes. */
    private static final long ROOM = 4L << 26;

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
            ModelConfig config, TrainedAs as, long tokens, long supervised, boolean checkpointing) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        LoraAdapters adapters =
                as.lora().map(l -> l.adaptersOf(config, layout)).orElse(LoraAdapters.NONE);
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
        int bytes = as.precision().bytes();
        boolean rounded = as.isRounded();
        Activations kept =
                as.onGpu()
                        ? new ActivationsOnGpu(config, as, adapters)
                        : new ActivationsOnCpu(config, as, adapters, tokens);
        double bytesPerToken =
                kept.bytesInFlight()
                        + (checkpointing
                                ? config.layers().size() * kept.bytesOfInput() + kept.bytesOfLayer()
                                : config.layers().size() * kept.bytesOfLayer());
        long scored = Math.min(supervised, Math.max(16, LOGITS / config.vocabularySize()));
        return new MemoryNeed(
                all * bytes + low * 4,
                (whole + largest) * bytes + low * 4,
                (whole + low) * 8 + (rounded ? whole * 4 + (as.onGpu() ? ROOM : 0) : 0),
                (long) (tokens * bytesPerToken),
                scored * config.vocabularySize() * (rounded ? 10L : 4L),
                as.onGpu() ? CUDA : PROGRAM);
    }
}
