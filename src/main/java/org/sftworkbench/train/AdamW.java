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
            return model.call("adamw", step)
                    .with(
                            learningRate,
                            numbers.beta1(),
                            numbers.beta2(),
                            numbers.epsilon(),
                            numbers.weightDecay(),
                            numbers.maxGradNorm())
                    .withList(model.trainable())
                    .withList(originals)
                    .withList(gradients)
                    .withList(firstMoments)
                    .withList(secondMoments)
                    .withList(steps)
                    .run()
                    .head()
                    .getFloat();
        }
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
