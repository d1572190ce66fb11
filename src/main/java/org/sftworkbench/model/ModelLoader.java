package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Brings a model directory, or an adapter's and its base model's, into memory, after everything in
 * them has been checked.
 */
final class ModelLoader {
    private final Path directory;
    private final Path base;
    private final Loading loading;
    private final Optional<AdapterDirectory> stored;
    private final Optional<WeightFiles> files;
    private final ModelConfig config;
    private final List<DecoderLayout.Slot> layout;
    private final LoraAdapters adapters;

    private ModelLoader(
            Path directory,
            Loading loading,
            Optional<AdapterDirectory> stored,
            Path base,
            Optional<WeightFiles> files,
            ModelConfig config) {
        this.directory = directory;
        this.loading = loading;
        this.stored = stored;
        this.base = base;
        this.files = files;
        this.config = config;
        this.layout = DecoderLayout.of(config);
        this.adapters = adapters();
    }

    /**
     * Of a directory with weights, or with an adapter.
     *
     * @throws ModelException where a file is missing, broken, or asks for something unknown
     */
    static ModelLoader of(Path directory, Loading loading) {
        Optional<AdapterDirectory> stored =
                AdapterDirectory.is(directory)
                        ? Optional.of(AdapterDirectory.open(directory))
                        : Optional.empty();
        Path base = stored.map(s -> loading.base().orElseGet(s::base)).orElse(directory);
        ModelConfig written = ModelConfigReader.read(base);
        WeightFiles files = WeightFiles.open(base);
        return new ModelLoader(
                directory,
                loading,
                stored,
                base,
                Optional.of(WeightCheck.settleEmbedding(written, files)),
                WeightCheck.settleTying(written, files));
    }

    /**
     * Of a configuration alone, for weights yet to be made.
     *
     * @param directory where {@code config.json} and the tokenizer are
     */
    static ModelLoader ofNew(Path directory, ModelConfig config, Loading loading) {
        return new ModelLoader(
                directory, loading, Optional.empty(), directory, Optional.empty(), config);
    }

    private LoraAdapters adapters() {
        if (stored.isEmpty()) {
            return loading.lora()
                    .map(lora -> lora.newAdaptersOf(config, layout))
                    .orElse(LoraAdapters.NONE);
        }
        if (loading.lora().isPresent()) {
            throw new ModelException(
                    directory
                            + ": is an adapter already; train it on as it is, or merge it into its"
                            + " base model first");
        }
        return loading.trainable()
                ? stored.get().trainableAdaptersOf(config, layout)
                : stored.get().adaptersOf(config, layout);
    }

    /**
     * @throws ModelException where a weight is missing, or is not as the configuration says
     */
    void requireWeights() {
        WeightCheck.of(files.orElseThrow(), layout, config);
    }

    LanguageModel read() {
        requireWeights();
        return build((memory, slot, weight) -> memory.fill(weight, stored(slot).orElseThrow()));
    }

    /** Where a weight is read: what an adapter has of its own goes before its base model's. */
    private Optional<StoredTensor> stored(DecoderLayout.Slot slot) {
        return stored.flatMap(s -> s.replacementOf(slot, config).map(s::tensor))
                .or(() -> files.map(f -> f.tensor(slot.name())));
    }

    /**
     * Reads an adapter alone, onto the weights of its base model as it is in memory already.
     *
     * @param lender the base model, in the same precision on the same device; outlives what is read
     */
    LanguageModel readOnto(LanguageModel lender) {
        Kernels kernels =
                Kernels.load(
                        KernelSettings.of(config, layout, adapters, loading), loading.device());
        try {
            NDManager manager = kernels.newManager();
            lender.sharePacked(kernels);
            List<NDArray> weights = new ArrayList<>(lender.weights().subList(0, layout.size()));
            weights.addAll(adapterWeights(new WeightMemory(kernels, manager)));
            Provenance origin =
                    new Provenance(
                            directory,
                            base,
                            types(),
                            loading.precision(),
                            loading.generating(),
                            adapters,
                            adapterDescription(),
                            this::stored);
            return new LanguageModel(origin, config, kernels, manager, layout, weights, List.of());
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
    }

    /** Whether it is an adapter that leaves every weight of its base model as it is. */
    boolean addsOnly() {
        return stored.isPresent()
                && layout.stream()
                        .noneMatch(slot -> stored.get().replacementOf(slot, config).isPresent());
    }

    /** Weights normal with deviation 0.02, norms 1 and biases 0. */
    LanguageModel initialise(long seed) {
        Random random = new Random(seed);
        return build(
                (memory, slot, weight) -> {
                    if (slot.norm()) {
                        float gain = (float) (1 - config.gainOffset());
                        memory.fill(weight, slot.size(), () -> gain);
                    } else if (slot.shape().size() > 1) {
                        memory.fill(
                                weight, slot.size(), () -> (float) (random.nextGaussian() * 0.02));
                    }
                });
    }

    /** The same from libtorch's generator: many times faster, and other numbers. */
    LanguageModel randomise() {
        return build(
                (memory, slot, weight) -> {
                    if (slot.norm()) {
                        float gain = (float) (1 - config.gainOffset());
                        memory.fill(weight, slot.size(), () -> gain);
                    } else if (slot.shape().size() > 1) {
                        memory.randomise(weight, 0.02);
                    }
                });
    }

    /** Where a weight's first value comes from. */
    private interface Source {
        void fill(WeightMemory memory, DecoderLayout.Slot slot, NDArray weight);
    }

    private LanguageModel build(Source source) {
        Kernels kernels =
                Kernels.load(
                        KernelSettings.of(config, layout, adapters, loading), loading.device());
        try {
            NDManager manager = kernels.newManager();
            WeightMemory memory = new WeightMemory(kernels, manager);
            List<NDArray> weights = new ArrayList<>();
            List<NDArray> trainable = new ArrayList<>();
            Rooms rooms = new Rooms(memory);
            PackedMatrices packed = PackedMatrices.of(layout, loading, kernels, manager);
            for (DecoderLayout.Slot slot : layout) {
                NDArray weight = rooms.of(slot);
                source.fill(memory, slot, weight);
                weights.add(weight);
                if (loading.trainable() && adapters.trains(slot)) {
                    trainable.add(weight);
                }
                packed.packLast(weights);
            }
            packed.finish();
            for (NDArray weight : adapterWeights(memory)) {
                weights.add(weight);
                if (loading.trainable()) {
                    trainable.add(weight);
                }
            }
            return new LanguageModel(
                    new Provenance(
                            directory,
                            base,
                            types(),
                            loading.precision(),
                            loading.generating(),
                            adapters,
                            adapterDescription(),
                            this::stored),
                    config,
                    kernels,
                    manager,
                    layout,
                    weights,
                    trainable);
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
    }

    /**
     * Room for weights, made when the first of those that lie in one piece is asked for: what was
     * freed by then is used again.
     */
    private final class Rooms {
        private final WeightMemory memory;
        private final Map<DecoderLayout.Role, List<DecoderLayout.Slot>> joined = new HashMap<>();
        private final Map<DecoderLayout.Role, NDArray> made = new HashMap<>();

        Rooms(WeightMemory memory) {
            this.memory = memory;
            for (List<DecoderLayout.Slot> group : DecoderLayout.joined(layout)) {
                group.forEach(slot -> joined.put(slot.role(), group));
            }
        }

        NDArray of(DecoderLayout.Slot slot) {
            if (!made.containsKey(slot.role())) {
                List<DecoderLayout.Slot> group = joined.get(slot.role());
                List<NDArray> rooms =
                        memory.blanks(
                                group.stream().map(DecoderLayout.Slot::shape).toList(),
                                loading.precision());
                for (int i = 0; i < rooms.size(); i++) {
                    made.put(group.get(i).role(), rooms.get(i));
                }
            }
            return made.get(slot.role());
        }
    }

    /** What each weight is written as: the type it was read in, or bf16 where it is new. */
    private List<TensorType> types() {
        return layout.stream()
                .map(
                        slot ->
                                files.map(f -> f.entry(slot.name()).type())
                                        .flatMap(TensorType::named)
                                        .orElse(TensorType.BF16))
                .toList();
    }

    private Optional<JsonNode> adapterDescription() {
        return stored.map(AdapterDirectory::config)
                .or(() -> loading.lora().map(l -> AdapterDirectory.describe(l, adapters, layout)));
    }

    /** A and B of each adapter, in float32 whatever the model's precision. */
    private List<NDArray> adapterWeights(WeightMemory memory) {
        Random random = new Random(loading.seed());
        List<NDArray> weights = new ArrayList<>();
        for (LoraAdapters.Pair pair : adapters.pairs()) {
            NDArray a = memory.blank(pair.shapeOfA(), Precision.FLOAT32);
            NDArray b = memory.blank(pair.shapeOfB(), Precision.FLOAT32);
            if (stored.isPresent()) {
                memory.fill(a, stored.get().tensor(pair.nameOfA()));
                memory.fill(b, stored.get().tensor(pair.nameOfB()));
            } else {
                begin(memory, pair, a, b, random);
            }
            weights.add(a);
            weights.add(b);
        }
        return weights;
    }

    /**
     * As PEFT begins: one of the two is zero, so that the adapter says nothing yet; the other is
     * uniform within 1 / sqrt(in), or normal for an embedding.
     */
    private static void begin(
            WeightMemory memory, LoraAdapters.Pair pair, NDArray a, NDArray b, Random random) {
        if (pair.target().part() == DecoderLayout.Part.EMBEDDING) {
            memory.fill(b, pair.out() * pair.rank(), () -> (float) random.nextGaussian());
        } else {
            double bound = 1 / Math.sqrt(pair.in());
            memory.fill(
                    a,
                    pair.in() * pair.rank(),
                    () -> (float) ((2 * random.nextDouble() - 1) * bound));
        }
    }
}
