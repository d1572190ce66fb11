package org.sftworkbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.OptimizerState;

/**
 * AdamW over the trainable weights of a model, fused, with clipping by the global norm. Moments are
 * float32, and bf16 weights have a float32 original that takes the updates. Engine thread only.
 */
final class AdamW implements AutoCloseable {
    /**
     * Numbers updated at a time: bf16 gradients become float32 for the update, which takes less
     * memory, and is still in the processor's cache when it is read.
     */
    private static final long GROUP = 1 << 22;

    private final LanguageModel model;
    private final TrainingConfig.Optimizer numbers;
    private final NDManager manager;
    private final List<NDArray> originals;
    private final List<NDArray> firstMoments;
    private final List<NDArray> secondMoments;
    private final List<NDArray> steps;

    AdamW(LanguageModel model, TrainingConfig.Optimizer numbers) {
        this.model = model;
        this.numbers = numbers;
        this.manager = model.newManager();
        this.originals = model.call("masters", manager).withList(model.trainable()).run();
        NDList state = model.call("moments", manager).withList(model.trainable()).run();
        int count = model.trainable().size();
        this.firstMoments = state.subList(0, count);
        this.secondMoments = state.subList(count, 2 * count);
        this.steps = state.subList(2 * count, 3 * count);
    }

    /**
     * Updates the weights, unless the gradients are not finite.
     *
     * @param gradients one of each trainable weight
     * @param learningRate of this step
     * @return the global L2 norm of the gradients, before clipping
     */
    double step(List<NDArray> gradients, double learningRate) {
        try (NDManager step = manager.newSubManager()) {
            NDArray norm = model.call("norm_of", step).withList(gradients).run().head();
            for (int from = 0; from < gradients.size(); ) {
                int to = endOfGroup(gradients, from);
                update(gradients, from, to, norm, learningRate);
                from = to;
            }
            return norm.getFloat();
        }
    }

    private void update(
            List<NDArray> gradients, int from, int to, NDArray norm, double learningRate) {
        try (NDManager group = manager.newSubManager()) {
            model.call("adamw", group)
                    .with(
                            learningRate,
                            numbers.beta1(),
                            numbers.beta2(),
                            numbers.epsilon(),
                            numbers.weightDecay(),
                            numbers.maxGradNorm())
                    .with(norm)
                    .withList(model.trainable().subList(from, to))
                    .withList(originals.subList(from, to))
                    .withList(gradients.subList(from, to))
                    .withList(firstMoments.subList(from, to))
                    .withList(secondMoments.subList(from, to))
                    .withList(steps.subList(from, to))
                    .run();
        }
    }

    /** Where the group ends that begins at a weight: at least one, and no more than fit. */
    private static int endOfGroup(List<NDArray> gradients, int from) {
        long size = gradients.get(from).size();
        int to = from + 1;
        while (to < gradients.size() && size + gradients.get(to).size() <= GROUP) {
            size += gradients.get(to++).size();
        }
        return to;
    }

    /** What it remembers, to be written to a file or read from one. */
    OptimizerState state() {
        return new OptimizerState(originals, firstMoments, secondMoments, steps);
    }

    @Override
    public void close() {
        manager.close();
    }
}
