package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A decoder with its weights in memory, in float32. Engine thread only. */
public final class LanguageModel implements AutoCloseable {
    private final Path source;
    private final ModelConfig config;
    private final TensorType storedAs;
    private final Kernels kernels;
    private final NDManager manager;
    private final List<NDArray> weights;
    private final RotaryTable rotary;

    private LanguageModel(
            Path source,
            ModelConfig config,
            TensorType storedAs,
            Kernels kernels,
            NDManager manager,
            List<NDArray> weights) {
        this.source = source;
        this.config = config;
        this.storedAs = storedAs;
        this.kernels = kernels;
        this.manager = manager;
        this.weights = List.copyOf(weights);
        this.rotary = new RotaryTable(config.layers().get(0).rope().orElseThrow());
    }

    /**
     * Reads a model directory in the Hub's layout.
     *
     * @param trainable whether gradients will be asked for
     * @throws ModelException where the directory cannot be used; names the file and what is wrong
     */
    public static LanguageModel load(Path directory, boolean trainable) {
        ModelConfig config = ModelConfigReader.read(directory);
        WeightFiles files = WeightFiles.open(directory);
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        TensorType type = WeightCheck.of(files, layout, config);
        return build(
                directory,
                config,
                type,
                trainable,
                (kernels, manager, slot) -> {
                    TensorType stored =
                            TensorType.named(files.entry(slot.name()).type()).orElseThrow();
                    return Tensors.fromBytes(
                            kernels, manager, files.map(slot.name()), stored, slot.shape());
                });
    }

    /**
     * Makes a model with random weights: normal with deviation 0.02, norms 1.
     *
     * @param directory holds the configuration (and tokenizer) it is made for; {@link #save} copies
     *     them
     * @param seed of the weights; the same seed gives the same weights on every machine
     */
    public static LanguageModel initialise(Path directory, long seed) {
        ModelConfig config = ModelConfigReader.read(directory);
        Random random = new Random(seed);
        return build(
                directory,
                config,
                TensorType.BF16,
                true,
                (kernels, manager, slot) -> {
                    int size = Math.toIntExact(slot.size());
                    ByteBuffer bytes =
                            ByteBuffer.allocateDirect(Math.multiplyExact(size, 4))
                                    .order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i < size; i++) {
                        bytes.putFloat(slot.norm() ? 1f : (float) (random.nextGaussian() * 0.02));
                    }
                    return Tensors.fromBytes(
                            kernels, manager, bytes.flip(), TensorType.F32, slot.shape());
                });
    }

    /** Where a weight's first value comes from. */
    private interface Source {
        NDArray read(Kernels kernels, NDManager manager, DecoderLayout.Slot slot);
    }

    private static LanguageModel build(
            Path directory,
            ModelConfig config,
            TensorType storedAs,
            boolean trainable,
            Source source) {
        Kernels kernels = Kernels.load();
        try {
            NDManager manager = kernels.newManager();
            List<NDArray> weights = new ArrayList<>();
            for (DecoderLayout.Slot slot : DecoderLayout.of(config)) {
                NDArray weight = source.read(kernels, manager, slot);
                weight.setRequiresGradient(trainable);
                weights.add(weight);
            }
            return new LanguageModel(directory, config, storedAs, kernels, manager, weights);
        } catch (RuntimeException e) {
            kernels.close();
            throw e;
        }
    }

    /**
     * Writes a checkpoint in the Hub's layout: weights in the type they were read in, configuration
     * and tokenizer files copied from where the model came from. It appears under its name whole or
     * not at all.
     *
     * @throws ModelException where the directory already holds something, or cannot be written
     */
    public void save(Path directory) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(config);
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < layout.size(); i++) {
            NDArray weight = weights.get(i);
            tensors.add(
                    new SafetensorsWriter.Tensor(
                            layout.get(i).name(),
                            storedAs,
                            layout.get(i).shape().stream().mapToLong(Long::longValue).toArray(),
                            () -> Tensors.toBytes(kernels, weight, storedAs)));
        }
        new CheckpointDirectory(source).commit(directory, tensors);
    }

    /**
     * Forward pass for training, on the tape of the gradient collector that is open.
     *
     * @param rows right-padded rows with at least one supervised target
     * @param scale factor of the differentiable loss
     * @param withOthers whether to compute the NLL of unsupervised tokens too
     * @param step owns the results
     */
    public LossPass loss(PaddedRows rows, double scale, boolean withOthers, NDManager step) {
        checkRows(rows);
        int[] at = positionsOf(rows.targets());
        NDList out =
                kernels.call("loss", step)
                        .with(Tensors.longs(step, rows.ids(), rows.rows(), rows.length()))
                        .with(Tensors.longs(step, at, at.length))
                        .with(Tensors.longs(step, select(rows.targets(), at), at.length))
                        .with(scale)
                        .with(cos(step, rows.length()))
                        .with(sin(step, rows.length()))
                        .with(config.normEps())
                        .withList(weights)
                        .record();
        double supervised = sum(out.get(1).toFloatArray());
        double others = withOthers ? sum(nll(out.get(2), rows.others(), step)) : 0;
        return new LossPass(out.get(0), supervised, others);
    }

    /**
     * NLL of each target without recording gradients.
     *
     * @return shape [B, T] flat: nats at positions with a target, NaN elsewhere
     */
    public double[] score(PaddedRows rows) {
        checkRows(rows);
        try (NDManager step = manager.newSubManager()) {
            NDArray hidden =
                    kernels.call("states", step)
                            .with(Tensors.longs(step, rows.ids(), rows.rows(), rows.length()))
                            .with(cos(step, rows.length()))
                            .with(sin(step, rows.length()))
                            .with(config.normEps())
                            .withList(weights)
                            .run()
                            .head();
            int[] at = positionsOf(rows.targets());
            float[] nll = nll(hidden, rows.targets(), step);
            double[] all = new double[rows.targets().length];
            Arrays.fill(all, Double.NaN);
            for (int i = 0; i < at.length; i++) {
                all[at[i]] = nll[i];
            }
            return all;
        }
    }

    /** All logits of right-padded rows, shape [B, T, V] flat; for small inputs. */
    public float[] logits(int[] ids, int rows, int length) {
        checkIds(ids, length);
        try (NDManager step = manager.newSubManager()) {
            return kernels.call("logits", step)
                    .with(Tensors.longs(step, ids, rows, length))
                    .with(cos(step, length))
                    .with(sin(step, length))
                    .with(config.normEps())
                    .withList(weights)
                    .run()
                    .head()
                    .toFloatArray();
        }
    }

    /** NLL, in order, of the targets that are not -1. */
    private float[] nll(NDArray hidden, int[] targets, NDManager step) {
        int[] at = positionsOf(targets);
        if (at.length == 0) {
            return new float[0];
        }
        return kernels.call("nll", step)
                .with(hidden)
                .with(Tensors.longs(step, at, at.length))
                .with(Tensors.longs(step, select(targets, at), at.length))
                .withList(weights)
                .run()
                .head()
                .toFloatArray();
    }

    /**
     * Starts a generation for as many rows, none longer than {@code capacity} in the end, prompt
     * included.
     */
    public DecodingSession decode(int rows, int capacity) {
        return new DecodingSession(this, rows, capacity);
    }

    public ModelConfig config() {
        return config;
    }

    /** Where it was read from. */
    public Path source() {
        return source;
    }

    /** The weights in the order of the kernels; their arrays stay the same for the model's life. */
    public List<NDArray> weights() {
        return weights;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** A manager for arrays of the caller's, closed with the model at the latest. */
    public NDManager newManager() {
        return manager.newSubManager();
    }

    /** Number of weights, tied ones counted once. */
    public long parameters() {
        return DecoderLayout.of(config).stream().mapToLong(DecoderLayout.Slot::size).sum();
    }

    /** What it computes on, such as {@code CPU, 2 threads}. */
    public String device() {
        return manager.getDevice().isGpu()
                ? "GPU " + manager.getDevice().getDeviceId()
                : "CPU, " + Runtime.getRuntime().availableProcessors() + " threads";
    }

    @Override
    public void close() {
        kernels.close();
    }

    RotaryTable rotary() {
        return rotary;
    }

    void checkIds(int[] ids, int length) {
        if (length > config.maxPositions()) {
            throw new ModelException(
                    "a row of "
                            + length
                            + " tokens is longer than the model's "
                            + config.maxPositions()
                            + " positions");
        }
        for (int id : ids) {
            if (id < 0 || id >= config.vocabularySize()) {
                throw new ModelException(
                        "id "
                                + id
                                + " is outside the embedding of "
                                + config.vocabularySize()
                                + " rows; does the tokenizer belong to this model?");
            }
        }
    }

    private void checkRows(PaddedRows rows) {
        checkIds(rows.ids(), rows.length());
    }

    private NDArray cos(NDManager step, int length) {
        int[] positions = IntStream.range(0, length).toArray();
        return Tensors.floats(step, rotary.cos(positions), length, config.headSize());
    }

    private NDArray sin(NDManager step, int length) {
        int[] positions = IntStream.range(0, length).toArray();
        return Tensors.floats(step, rotary.sin(positions), length, config.headSize());
    }

    private static int[] positionsOf(int[] targets) {
        return IntStream.range(0, targets.length).filter(i -> targets[i] >= 0).toArray();
    }

    private static int[] select(int[] values, int[] at) {
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
