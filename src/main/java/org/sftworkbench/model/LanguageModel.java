package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.job.Progress;

/** A decoder with its weights in memory. Engine thread only. */
public final class LanguageModel implements AutoCloseable {
    private final Provenance origin;
    private final ModelConfig config;
    private final Kernels kernels;
    private final NDManager manager;
    private final List<DecoderLayout.Slot> layout;
    private final List<NDArray> weights;
    private final List<NDArray> trainable;
    private final RotaryTables rotary;
    private final Originals originals;

    /** The text that was written last, alone; null where none is kept. */
    private KeptText kept;

    LanguageModel(
            Provenance origin,
            ModelConfig config,
            Kernels kernels,
            NDManager manager,
            List<DecoderLayout.Slot> layout,
            List<NDArray> weights,
            List<NDArray> trainable) {
        this.origin = origin;
        this.config = config;
        this.kernels = kernels;
        this.manager = manager;
        this.layout = List.copyOf(layout);
        this.weights = List.copyOf(weights);
        this.trainable = List.copyOf(trainable);
        this.rotary = new RotaryTables(config, manager);
        this.originals = new Originals(this);
    }

    /**
     * Reads a model directory in the Hub's layout.
     *
     * @throws ModelException where the directory cannot be used; names the file and what is wrong
     */
    public static LanguageModel load(Path directory, Loading loading) {
        return ModelLoader.of(directory, loading).read();
    }

    /**
     * Reads an adapter onto its base model's weights, which are not held twice, where it leaves
     * them as they are; as {@link #load(Path, Loading)} otherwise.
     *
     * @param loading for reading, not for training
     * @param base the adapter's base model, read likewise; closed after the adapter, and its
     *     weights not changed before
     */
    public static LanguageModel load(Path directory, Loading loading, LanguageModel base) {
        ModelLoader loader = ModelLoader.of(directory, loading);
        return loader.addsOnly() && !loading.trainable() && base.isLikeReadBy(loading)
                ? loader.readOnto(base)
                : loader.read();
    }

    private boolean isLikeReadBy(Loading loading) {
        return !isAdapted()
                && precision() == loading.precision()
                && origin.generating() == loading.generating()
                && manager.getDevice().equals(loading.device());
    }

    /** Reads a model directory in float32 onto the host. */
    public static LanguageModel load(Path directory, boolean trainable) {
        return load(directory, Loading.plain(trainable));
    }

    /**
     * Makes a trainable model with random weights: normal with deviation 0.02, norms 1.
     *
     * @param directory holds the configuration (and tokenizer) it is made for; {@link #save} copies
     *     them
     * @param seed of the weights; the same seed gives the same weights on every machine
     */
    public static LanguageModel initialise(Path directory, long seed) {
        return ModelLoader.ofNew(directory, ModelConfigReader.read(directory), Loading.plain(true))
                .initialise(seed);
    }

    /**
     * Makes a model of a shape with random weights, to measure with; it cannot be saved.
     *
     * @param config the shape
     */
    public static LanguageModel random(ModelConfig config, Loading loading) {
        return ModelLoader.ofNew(Path.of(""), config, loading).randomise();
    }

    /**
     * Writes a checkpoint: a whole model in the Hub's layout, its weights in the type they were
     * read in, or an adapter alone in PEFT's; with the configuration and tokenizer files of where
     * it came from. What has been trained is written from its {@link #originals}. It appears under
     * its name whole or not at all.
     *
     * @throws ModelException where the directory already holds something, or cannot be written
     */
    public void save(Path directory) {
        writer().write(directory);
    }

    /**
     * Writes the same files into a directory of the caller's, who syncs and names it.
     *
     * @param directory exists, and holds none of the files
     */
    public void writeInto(Path directory) throws IOException {
        writer().fill(directory);
    }

    /**
     * Finds out before a long run whether the files that go into a checkpoint beside the weights
     * may be copied.
     *
     * @throws ModelException where one is a link out of the model's directory
     */
    public void checkCompanions() {
        writer().check();
    }

    /** Bytes of the weights that {@link #writeInto} writes. */
    public long storedBytes() {
        return writer().bytes();
    }

    private CheckpointWriter writer() {
        if (origin.generating()) {
            throw new IllegalStateException("was read to generate only");
        }
        return new CheckpointWriter(origin, layout, originals.before(weights), memory());
    }

    /** Whether this is an adapter on a base model. */
    public boolean isAdapted() {
        return origin.adapterConfig().isPresent();
    }

    /**
     * Makes the adapters part of the weights and writes the whole model, telling the bytes written.
     *
     * @throws ModelException where there is no adapter, or the directory cannot be written
     */
    public void saveMerged(Path directory, Progress progress) {
        CheckpointWriter writer = writer();
        new LoraMerge(this, origin, layout).fold();
        writer.writeWhole(directory, progress);
    }

    /** Room for the gradients of one step after the other; the caller closes it. */
    public GradientWindow newGradients() {
        return new GradientWindow(this);
    }

    /**
     * NLL of each target without recording gradients.
     *
     * @return shape [N]: nats at positions with a target, NaN elsewhere
     */
    public double[] score(PackedRows rows) {
        return new RowScorer(this).score(rows);
    }

    /**
     * What the supervised targets score, without recording gradients.
     *
     * @param rows with at least one supervised target
     */
    public TokenFigures figures(PackedRows rows) {
        return new RowScorer(this).figures(rows);
    }

    /** All logits, shape [N, V] flat; for small inputs. */
    public float[] logits(PackedRows rows) {
        return new RowScorer(this).logits(rows);
    }

    /**
     * Starts a generation for as many rows, none longer than {@code capacity} in the end, prompt
     * included.
     */
    public DecodingSession decode(int rows, int capacity) {
        return new DecodingSession(this, rows, capacity);
    }

    /**
     * Starts a generation for one row that begins with a prompt. What the prompt has in common with
     * the text written last in this way is there already, see {@link DecodingSession#filled}; and
     * the new text is kept in its place. Only on the CPU and where the weights stay as they are:
     * there a text is read as it was written, but for float32's rounding.
     *
     * @param prompt ids, without padding
     */
    public DecodingSession goOn(int[] prompt, int capacity) {
        int shared = kept == null ? 0 : kept.sharedWith(prompt);
        if (shared == 0) {
            forgetText();
        }
        try {
            DecodingSession session = decode(1, capacity);
            if (origin.generating() && !isOnGpu()) {
                session.keepText();
            }
            if (shared > 0) {
                session.takeOver(kept, shared);
            }
            return session;
        } finally {
            // Also where there is no room for both.
            forgetText();
        }
    }

    void keep(KeptText text) {
        forgetText();
        kept = text;
    }

    /** Frees the memory of what was written last. */
    public void forgetText() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    public ModelConfig config() {
        return config;
    }

    /** The type its weights are held in. */
    public Precision precision() {
        return origin.precision();
    }

    /** Where it was read from. */
    public Path source() {
        return origin.directory();
    }

    /** All weights in the order of the kernels; the same arrays for the model's life. */
    List<NDArray> weights() {
        return weights;
    }

    /** The weights that are trained, in the order of {@link GradientWindow#gradients}. */
    public List<NDArray> trainable() {
        return trainable;
    }

    /** What takes their updates, in float32; made when first asked for, and held with the model. */
    public List<NDArray> originals() {
        return originals.all();
    }

    /**
     * What the trained weights are called and how they are kept, in the order of {@link
     * #trainable}.
     */
    List<TrainedWeight> trainedWeights() {
        return TrainedWeight.of(origin, layout);
    }

    /** Moves this model's weights between files and memory. */
    WeightMemory memory() {
        return new WeightMemory(kernels, manager);
    }

    /** Prepares a call of a kernel on this model's device. */
    public Kernels.Call call(String kernel, NDManager results) {
        return kernels.call(kernel, results);
    }

    /** A manager for arrays of the caller's, closed with the model at the latest. */
    public NDManager newManager() {
        return manager.newSubManager();
    }

    /** Tensors that are held for this model at this moment, on the way to being freed or not. */
    public int arrays() {
        return manager.getManagedArrays().size();
    }

    /** Number of the base model's weights, tied ones counted once. */
    public long parameters() {
        return layout.stream().mapToLong(DecoderLayout.Slot::size).sum();
    }

    /** Number of weights that are trained. */
    public long trainableParameters() {
        return trainable.stream().mapToLong(NDArray::size).sum();
    }

    /** How many weights it has, and how many of them training it changes. */
    public ParameterCount parameterCount() {
        return ParameterCount.of(layout, origin.adapters());
    }

    /** The directory of the whole model it adapts; empty where it is one itself. */
    public Optional<Path> adaptedBase() {
        return isAdapted() ? Optional.of(origin.base()) : Optional.empty();
    }

    /**
     * Bytes in use now: on its GPU by whatever program, or resident in this process where it
     * computes on the CPU; 0 where the system does not tell.
     */
    public long memoryInUse() {
        return MemoryInUse.of(manager.getDevice()).orElse(0);
    }

    /** Whether its weights are on a GPU. */
    public boolean isOnGpu() {
        return manager.getDevice().isGpu();
    }

    /** What it computes on, such as {@code CPU, 2 threads}. */
    public String device() {
        return isOnGpu()
                ? "GPU " + manager.getDevice().getDeviceId()
                : "CPU, " + Runtime.getRuntime().availableProcessors() + " threads";
    }

    @Override
    public void close() {
        kernels.close();
    }

    /** A call that begins with ids, positions and groups of whole rows. */
    Kernels.Call rows(String kernel, PackedRows rows, NDManager step) {
        int n = rows.ids().length;
        return call(kernel, step)
                .with(Tensors.longs(step, rows.ids(), n))
                .with(Tensors.longs(step, rows.positions(), n))
                .withInts(rows.groups());
    }

    /** Lets an adapter's kernels use what those of this model, its base, have packed. */
    void sharePacked(Kernels borrower) {
        borrower.sharePacked(kernels);
    }

    /** Rotary tables of at least so many positions. */
    List<NDArray> tables(int positions) {
        return rotary.upTo(positions);
    }

    void check(PackedRows rows) {
        checkIds(rows.ids(), rows.longest());
    }

    /**
     * @throws ModelException where a row is longer than the model takes, or an id has no embedding
     */
    public void checkIds(int[] ids, int length) {
        if (length > config.maxPositions()) {
            throw new ModelException(
                    "a row of " + length + " tokens is longer than " + config.bound());
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
}
