package org.sftworkbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.model.LanguageModel;

/**
 * AdamW over all weights of a model, fused, with clipping by the global norm. Engine thread only.
 */
final class AdamW implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPS = 1e-8f;

    private final LanguageModel model;
    private final double weightDecay;
    private final double maxGradNorm;
    private final NDManager manager;
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final List<NDArray> steps = new ArrayList<>();
    private final List<NDArray> gradients = new ArrayList<>();

    AdamW(LanguageModel model, double weightDecay, double maxGradNorm) {
        this.model = model;
        this.weightDecay = weightDecay;
        this.maxGradNorm = maxGradNorm;
        this.manager = model.newManager();
        for (NDArray weight : model.weights()) {
            firstMoments.add(manager.zeros(weight.getShape()));
            secondMoments.add(manager.zeros(weight.getShape()));
            steps.add(manager.zeros(new Shape()));
        }
    }

    /** Global L2 norm of the gradients of the backward passes since the last {@link #zero}. */
    double gradientNorm() {
        gatherGradients();
        try (NDManager step = manager.newSubManager()) {
            return model.kernels()
                    .call("grad_norm", step)
                    .withList(gradients)
                    .run()
                    .head()
                    .getFloat();
        }
    }

    /**
     * Updates the weights.
     *
     * @param learningRate of this step
     * @param gradientNorm as {@link #gradientNorm} found it
     */
    void step(double learningRate, double gradientNorm) {
        // As torch's clip_grad_norm_: never enlarge, and keep clear of dividing by zero.
        double clip = maxGradNorm > 0 ? Math.min(1, maxGradNorm / (gradientNorm + 1e-6)) : 1;
        try (NDManager step = manager.newSubManager()) {
            NDArray numbers =
                    step.create(
                            new float[] {
                                (float) learningRate,
                                BETA1,
                                BETA2,
                                EPS,
                                (float) weightDecay,
                                (float) clip
                            });
            model.kernels()
                    .call("adamw", step)
                    .with(numbers)
                    .withList(model.weights())
                    .withList(gradients)
                    .withList(firstMoments)
                    .withList(secondMoments)
                    .withList(steps)
                    .run();
        }
    }

    /** Sets the gradients to zero in place. */
    void zero() {
        if (!gradients.isEmpty()) {
            try (NDManager step = manager.newSubManager()) {
                model.kernels().call("zero", step).withList(gradients).run();
            }
        }
    }

    /**
     * Each call of {@code getGradient} makes a new handle on the same memory, so they are taken
     * once.
     */
    private void gatherGradients() {
        if (gradients.isEmpty()) {
            for (NDArray weight : model.weights()) {
                NDArray gradient = weight.getGradient();
                gradient.attach(manager);
                gradients.add(gradient);
            }
        }
    }

    @Override
    public void close() {
        zero();
        manager.close();
    }
}
