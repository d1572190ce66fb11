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
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;

    private final LanguageModel model;
    private final double weightDecay;
    private final double maxGradNorm;
    private final NDManager manager;
    private final List<NDArray> originals;
    private final List<NDArray> firstMoments;
    private final List<NDArray> secondMoments;
    private final List<NDArray> steps;

    AdamW(LanguageModel model, double weightDecay, double maxGradNorm) {
        this.model = model;
        this.weightDecay = weightDecay;
        this.maxGradNorm = maxGradNorm;
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
                    .with(learningRate, BETA1, BETA2, EPS, weightDecay, maxGradNorm)
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
