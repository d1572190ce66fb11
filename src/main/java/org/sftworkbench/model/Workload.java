package org.sftworkbench.model;

import java.util.List;
import java.util.Optional;

/** What a model's work amounts to, counted from its shape. */
public final class Workload {
    private final ModelConfig config;
    private final List<DecoderLayout.Slot> layout;

    public Workload(ModelConfig config) {
        this.config = config;
        this.layout = DecoderLayout.of(config);
    }

    /** All weights, tied ones once. */
    public long parameters() {
        return layout.stream().mapToLong(DecoderLayout.Slot::size).sum();
    }

    /** Entries of the layers' matrices. */
    private long layerMatrices() {
        return layout.stream()
                .filter(slot -> slot.role().layer() >= 0 && slot.shape().size() == 2)
                .mapToLong(DecoderLayout.Slot::size)
                .sum();
    }

    /**
     * Floating-point operations of forward and backward: two for each multiplication and addition,
     * three products for each matrix; attention's scores and sums as far as they are causal; the
     * vocabulary at supervised positions only. Of a matrix that is not trained itself, two
     * products.
     *
     * @param lengths of the rows
     * @param supervised positions with a target
     * @param lora the adapters that are trained instead of the weights
     */
    public double trainingOperations(int[] lengths, long supervised, Optional<LoraConfig> lora) {
        double each = lora.isPresent() ? 4.0 : 6.0;
        double adapters =
                lora.stream()
                        .flatMap(l -> l.adaptersOf(config, layout).pairs().stream())
                        .mapToDouble(pair -> 6.0 * pair.rank() * (pair.in() + pair.out()))
                        .sum();
        double operations = each * config.vocabularySize() * config.hiddenSize() * supervised;
        double head = (double) config.heads() * config.headSize();
        for (int length : lengths) {
            operations += (each * layerMatrices() + adapters) * length;
            operations += 3 * 2.0 * config.layers().size() * head * length * (double) length;
        }
        return operations;
    }

    /**
     * Bytes that one step of generation must read: every matrix once, and the cache.
     *
     * @param rows B
     * @param positions in the cache, of each row
     */
    public double bytesOfStep(int rows, int positions, Precision precision) {
        double head = (double) config.vocabularySize() * config.hiddenSize();
        double cache =
                2.0
                        * config.layers().size()
                        * config.keyValueHeads()
                        * config.headSize()
                        * rows
                        * (double) positions;
        return (layerMatrices() + head + cache) * precision.bytes();
    }
}
