package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradients of one optimizer step after the other: micro-batches go forward and backward, and
 * their gradients add up until {@link #clear}. Closing frees them, also a second time. Engine
 * thread only.
 */
public final class GradientWindow implements AutoCloseable {
    private final LanguageModel model;
    private final NDManager manager;

    /** Of embedding and output projection, kept from step to step. */
    private final List<NDArray> sums;

    private NDManager window;
    private List<NDArray> leaves;

    GradientWindow(LanguageModel model) {
        this.model = model;
        this.manager = model.newManager();
        this.sums = model.call("sums", manager).withList(model.weights()).run();
        open();
    }

    private void open() {
        window = manager.newSubManager();
        leaves = model.call("leaves", window).withList(model.weights()).run();
    }

    /** Forgets the gradients so far, for the next step. */
    public void clear() {
        window.close();
        open();
        model.call("clear", window).withList(sums).run();
    }

    /**
     * How a micro-batch is computed.
     *
     * @param scale what the summed NLL is multiplied by before gradients are taken
     * @param withOthers whether to compute the NLL of unsupervised tokens too
     * @param checkpointing whether to keep only each layer's input and compute the rest again on
     *     the way back
     * @param seed of the adapters' dropout
     */
    public record Pass(double scale, boolean withOthers, boolean checkpointing, int seed) {}

    /**
     * Forward and backward of one micro-batch.
     *
     * @param rows with at least one supervised target
     * @throws ModelException where the rows do not fit the model
     */
    public LossPass add(PackedRows rows, Pass pass) {
        model.check(rows);
        int[] at = positionsOf(rows.targets());
        int[] targets = select(rows.targets(), at);
        try (NDManager step = window.newSubManager()) {
            NDList out =
                    model.rows("learn", rows, step)
                            .with(Tensors.longs(step, at, at.length))
                            .with(Tensors.longs(step, targets, at.length))
                            .with(pass.scale())
                            .withInts(pass.seed(), pass.checkpointing() ? 1 : 0)
                            .withList(model.tables(rows.longest()))
                            .withList(sums)
                            .withList(leaves)
                            .run();
            TokenFigures supervised = TokenFigures.of(targets, out.get(0).toFloatArray());
            double others =
                    pass.withOthers()
                            ? sum(new RowScorer(model).nll(out.get(1), rows.others(), step))
                            : 0;
            return new LossPass(supervised, others);
        }
    }

    /** The gradients so far, one of each trainable weight; valid until they are cleared. */
    public List<NDArray> gradients() {
        return model.call("gradients", window).withList(sums).withList(leaves).run();
    }

    /** Whether every number of the gradients so far is finite. */
    public boolean areFinite() {
        WeightMemory memory = model.memory();
        for (NDArray gradient : gradients()) {
            if (!memory.isFinite(gradient)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        manager.close();
    }

    static int[] positionsOf(int[] targets) {
        return IntStream.range(0, targets.length).filter(i -> targets[i] >= 0).toArray();
    }

    static int[] select(int[] values, int[] at) {
        return Arrays.stream(at).map(i -> values[i]).toArray();
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
