package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Brings a model directory into memory, after everything in it has been checked. */
final class ModelLoader {
    private final Path directory;
    private final Loading loading;
    private final ModelConfig config;
    private final List<DecoderLayout.Slot> layout;

    /**
     * @throws ModelException where the configuration is missing, broken, or asks for something
     *     unknown
     */
    ModelLoader(Path directory, Loading loading) {
        this.directory = directory;
        this.loading = loading;
        this.config = ModelConfigReader.read(directory);
        this.layout = DecoderLayout.of(config);
    }

    LanguageModel read() {
        WeightFiles files = WeightFiles.open(directory);
        TensorType type = WeightCheck.of(files, layout, config);
        return build(
                type,
                (memory, slot, weight) ->
                        memory.fill(
                                weight,
                                0,
                                files.map(slot.name()),
                                TensorType.named(files.entry(slot.name()).type()).orElseThrow()));
    }

    LanguageModel initialise(long seed) {
        Random random = new Random(seed);
        return build(
                TensorType.BF16,
                (memory, slot, weight) -> {
                    int size = Math.toIntExact(slot.size());
                    ByteBuffer bytes =
                            ByteBuffer.allocateDirect(Math.multiplyExact(size, 4))
                                    .order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i < size; i++) {
                        bytes.putFloat(slot.norm() ? 1f : (float) (random.nextGaussian() * 0.02));
                    }
                    memory.fill(weight, 0, bytes.flip(), TensorType.F32);
                });
    }

    /** Where a weight's first value comes from. */
    private interface Source {
        void fill(WeightMemory memory, DecoderLayout.Slot slot, NDArray weight);
    }

    private LanguageModel build(TensorType storedAs, Source source) {
        Kernels kernels =
                Kernels.load(
                        KernelSettings.of(config, layout, LoraAdapters.NONE, loading.trainable()),
                        loading.device());
        try {
            NDManager manager = kernels.newManager();
            WeightMemory memory = new WeightMemory(kernels, manager);
            List<NDArray> weights = new ArrayList<>();
            for (DecoderLayout.Slot slot : layout) {
                NDArray weight = memory.blank(slot.shape(), loading.precision());
                source.fill(memory, slot, weight);
                weights.add(weight);
            }
            return new LanguageModel(
                    directory,
                    config,
                    storedAs,
                    kernels,
                    manager,
                    layout,
                    weights,
                    loading.trainable() ? weights : List.of());
        } catch (RuntimeException e) {
            kernels.close();
            throw e;
        }
    }
}
