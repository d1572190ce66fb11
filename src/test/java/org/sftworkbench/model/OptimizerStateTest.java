package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optimizer's file of weights that are rounded in memory. */
class OptimizerStateTest {
    @TempDir Path directory;
    private Path float32;
    private Path bf16;

    @BeforeEach
    void models() {
        float32 = GoldenModel.QWEN3.directory();
        bf16 = directory.resolve("bf16");
        try (LanguageModel random = LanguageModel.initialise(float32, 1)) {
            random.save(bf16);
        }
    }

    @Test
    void originalsAreInItOnlyWhereTheCheckpointRoundsThem() throws IOException {
        assertThat(tensors(write(float32, "one"))).noneMatch(name -> name.endsWith(".master"));
        assertThat(tensors(write(bf16, "two"))).contains("model.norm.weight.master");
    }

    /** The checkpoint's weights were rounded then, whatever the type of their file. */
    @Test
    void originalsThatAreInItGoBeforeTheCheckpoints() throws IOException {
        Path file = withOriginals(write(float32, "written"), 0.2f);
        try (LanguageModel model = load(float32);
                NDManager manager = model.newManager()) {
            OptimizerState.begin(model, manager).read(file, model);
            int norm = model.trainable().size() - 1;
            assertThat(model.originals().get(norm).toFloatArray()).containsOnly(0.2f);
            // The nearest that bf16 has.
            assertThat(floats(model, model.trainable().get(norm))).containsOnly(0.20019531f);
        }
    }

    private Path write(Path model, String name) throws IOException {
        Path file = directory.resolve(name);
        try (LanguageModel loaded = load(model);
                NDManager manager = loaded.newManager()) {
            OptimizerState state = OptimizerState.begin(loaded, manager);
            state.write(file, loaded);
            assertThat(state.storedBytes(loaded))
                    .isEqualTo(
                            SafetensorsFile.open(file).tensors().keySet().stream()
                                    .mapToLong(
                                            tensor ->
                                                    SafetensorsFile.open(file)
                                                            .map(tensor)
                                                            .remaining())
                                    .sum());
        }
        return file;
    }

    /** The file with an original of each weight, every number of them the same. */
    private Path withOriginals(Path file, float number) throws IOException {
        SafetensorsFile stored = SafetensorsFile.open(file);
        List<SafetensorsWriter.Tensor> tensors = new ArrayList<>();
        for (Map.Entry<String, SafetensorsFile.Entry> tensor : stored.tensors().entrySet()) {
            tensors.add(tensor(stored, tensor.getKey(), tensor.getKey()));
            if (tensor.getKey().endsWith(".exp_avg")) {
                String weight = tensor.getKey().substring(0, tensor.getKey().length() - 8);
                tensors.add(constant(weight + ".master", tensor.getValue().shape(), number));
            }
        }
        Path copy = directory.resolve("with-originals");
        SafetensorsWriter.write(copy, tensors);
        return copy;
    }

    private static SafetensorsWriter.Tensor tensor(SafetensorsFile file, String from, String name) {
        long[] shape = shape(file.tensors().get(from).shape());
        return new SafetensorsWriter.Tensor(
                name,
                TensorType.F32,
                shape,
                (first, count) -> file.map(from).slice((int) first * 4, (int) count * 4));
    }

    private static SafetensorsWriter.Tensor constant(String name, List<Long> shape, float number) {
        return new SafetensorsWriter.Tensor(
                name,
                TensorType.F32,
                shape(shape),
                (first, count) -> {
                    ByteBuffer bytes =
                            ByteBuffer.allocate((int) count * 4).order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i < count; i++) {
                        bytes.putFloat(number);
                    }
                    return bytes.flip();
                });
    }

    private static long[] shape(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    private static float[] floats(LanguageModel model, NDArray weight) {
        float[] numbers = new float[(int) weight.size()];
        model.memory()
                .bytes(weight, 0, numbers.length, TensorType.F32)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }

    private static Iterable<String> tensors(Path file) {
        return SafetensorsFile.open(file).tensors().keySet();
    }

    private static LanguageModel load(Path model) {
        return LanguageModel.load(
                model, new Loading(true, Precision.BF16, Device.cpu(), Optional.empty(), 0));
    }
}
