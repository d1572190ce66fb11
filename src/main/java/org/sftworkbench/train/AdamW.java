package org.sftworkbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.OptimizerState;
import org.sftworkbench.model.Precision;

/**
 * AdamW over the trainable weights of a model, fused, with clipping by the global norm. Moments are
 * float32, and bf16 weights have a float32 original that takes the updates. Engine thread only.
 */
final class AdamW implements AutoCloseable {
    /**
     * Numbers updated at a time. The gradients of bf16 weights become float32 for the update, in
     * the same {@link #room} each time: few enough to be read again from the processor's cache.
     */
    private static final int CPU_PIECE = 1 << 20;

    /** On a GPU every call costs, whatever its size. */
    private static final int GPU_PIECE = 1 << 26;

    private final LanguageModel model;
    private final TrainingConfig.Optimizer numbers;
    private final NDManager manager;
    private final OptimizerState state;
    private final Pieces pieces;
    private final NDArray room;
    private final int most;

    private boolean whole = true;

    /** What is updated, as views of at most {@link #most} numbers, and the counter of each. */
    private record Pieces(
            List<NDArray> weights,
            List<NDArray> originals,
            List<NDArray> firstMoments,
            List<NDArray> secondMoments,
            List<NDArray> steps) {}

    AdamW(LanguageModel model, TrainingConfig.Optimizer numbers) {
        this.model = model;
        this.numbers = numbers;
        this.manager = model.newManager();
        this.most = model.isOnGpu() ? GPU_PIECE : CPU_PIECE;
        this.state = OptimizerState.begin(model, manager);
        this.pieces =
                new Pieces(
                        pieces(model.trainable(), manager),
                        pieces(state.masters(), manager),
                        pieces(state.firstMoments(), manager),
                        pieces(state.secondMoments(), manager),
                        counters());
        this.room =
                model.call("room", manager)
                        .withInts(model.precision() == Precision.FLOAT32 ? 0 : most)
                        .with(model.trainable().get(0))
                        .run()
                        .head();
    }

    private List<NDArray> pieces(List<NDArray> whole, NDManager results) {
        return model.call("pieces", results).withInts(most).withList(whole).run();
    }

    private List<NDArray> counters() {
        List<NDArray> counters = new ArrayList<>();
        for (int i = 0; i < model.trainable().size(); i++) {
            long size = model.trainable().get(i).size();
            for (long start = 0; start < size; start += most) {
                counters.add(state.steps().get(i));
            }
        }
        return counters;
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
            List<NDArray> parts = pieces(gradients, step);
            NDArray norm = model.call("norm_of", step).with(room).withList(parts).run().head();
            whole = false;
            model.call("count_update", step).with(norm).withList(state.steps()).run();
            for (int from = 0; from < parts.size(); ) {
                int to = endOfGroup(parts, from);
                update(parts, from, to, norm, learningRate);
                from = to;
            }
            // Reading a number waits until a GPU has done what it was asked.
            double found = norm.getFloat();
            whole = true;
            return found;
        }
    }

    /** Whether weights and moments are of one step: a failed update changes some of them only. */
    boolean isWhole() {
        return whole;
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
                    .with(room)
                    .withList(pieces.weights().subList(from, to))
                    .withList(pieces.originals().subList(from, to))
                    .withList(gradients.subList(from, to))
                    .withList(pieces.firstMoments().subList(from, to))
                    .withList(pieces.secondMoments().subList(from, to))
                    .withList(pieces.steps().subList(from, to))
                    .run();
        }
    }

    /** Where the group ends that begins at a piece: at least one, and no more than fit. */
    private int endOfGroup(List<NDArray> pieces, int from) {
        long size = pieces.get(from).size();
        int to = from + 1;
        while (to < pieces.size() && size + pieces.get(to).size() <= most) {
            size += pieces.get(to++).size();
        }
        return to;
    }

    /** What it remembers, to be written to a file or read from one. */
    OptimizerState state() {
        return state;
    }

    @Override
    public void close() {
        manager.close();
    }
}
