package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A model read to generate says what the model says whose weights it holds in another form. */
class PackedMatricesTest {
    /** With biases, with norms of queries, with joined matrices, with norms after products. */
    private static final Set<String> SOME = Set.of("qwen2", "qwen3", "phi3", "gemma2", "llama3");

    /** Adapters of the short form. */
    private static final int MOST = Boolean.getBoolean("sft.full") ? Integer.MAX_VALUE : 4;

    @TempDir Path directory;

    private static Stream<GoldenModel> models() {
        return GoldenModels.all().filter(PackedMatricesTest::isShort);
    }

    private static Stream<PlacedModel> adapted() {
        return GoldenModels.adapted().filter(placed -> isShort(placed.golden())).limit(MOST);
    }

    /** Those of the short form; all are, of the long one. */
    private static boolean isShort(GoldenModel golden) {
        return Boolean.getBoolean("sft.full")
                || SOME.contains(golden.directory().getFileName().toString());
    }

    /** Rounded to bf16, a checkpoint's numbers are the same in float32, in bf16 and packed. */
    @ParameterizedTest
    @MethodSource("models")
    void logitsAreThoseOfTheSameWeightsInFloat32(GoldenModel golden) {
        Path rounded = rounded(golden.directory());
        try (LanguageModel exact = read(rounded, Precision.FLOAT32, false);
                LanguageModel packed = read(rounded, Precision.FLOAT32, true);
                LanguageModel half = read(rounded, Precision.BF16, true)) {
            assertThat(stored(packed)).isLessThan(stored(exact)).isEqualTo(stored(half));
            float[] expected = logits(golden, exact);
            agree(logits(golden, packed), expected);
            agree(logits(golden, half), expected);
            agree(steps(golden, packed), steps(golden, exact));
            agree(steps(golden, half), steps(golden, exact));
        }
    }

    @ParameterizedTest
    @MethodSource("adapted")
    void adapterOnIt(PlacedModel placed) {
        GoldenModel golden = placed.golden();
        Path base = rounded(golden.directory());
        Path adapter = golden.directory().resolve("adapter");
        Loading plain =
                new Loading(
                        false,
                        Precision.FLOAT32,
                        Device.cpu(),
                        Optional.empty(),
                        0,
                        Optional.of(base));
        try (LanguageModel exact = LanguageModel.load(adapter, plain);
                LanguageModel packed = LanguageModel.load(adapter, plain.toGenerate());
                LanguageModel lender = read(base, Precision.FLOAT32, true);
                LanguageModel borrower = LanguageModel.load(adapter, plain.toGenerate(), lender)) {
            float[] expected = logits(golden, exact);
            float[] steps = steps(golden, exact);
            for (LanguageModel model : List.of(packed, borrower)) {
                agree(logits(golden, model), expected);
                agree(steps(golden, model), steps);
            }
            assertThat(logits(golden, lender)).isNotEqualTo(expected);
        }
    }

    @Test
    void numbersThatFloat16WouldRoundStayAsTheyAre() {
        Path own = GoldenModel.QWEN3.directory();
        try (LanguageModel plain = read(own, Precision.FLOAT32, false);
                LanguageModel packed = read(own, Precision.FLOAT32, true)) {
            assertThat(stored(packed)).isEqualTo(stored(plain));
            assertThat(steps(GoldenModel.QWEN3, packed)).isEqualTo(steps(GoldenModel.QWEN3, plain));
        }
    }

    /** Float16 ends at 65,504 and has few digits below 0.0001. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void matricesOfSmallAndOfLargeNumbers(Precision precision) {
        Path scaled = directory.resolve("scaled");
        try (LanguageModel model = read(GoldenModel.QWEN3.directory(), Precision.BF16, false)) {
            scale(model, "v_proj", 1e-7f);
            scale(model, "gate_proj", 1e-4f);
            scale(model, "down_proj", 1e7f);
            model.save(scaled);
        }
        try (LanguageModel exact = read(scaled, Precision.FLOAT32, false);
                LanguageModel packed = read(scaled, precision, true)) {
            assertThat(stored(packed)).isLessThan(stored(exact));
            agree(logits(GoldenModel.QWEN3, packed), logits(GoldenModel.QWEN3, exact));
        }
    }

    /**
     * Where OpenMP has more threads than cores, none of them waits awake for the next product any
     * more, and tokens take up to twice as long.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void packingInTwoThreadsStartsNoFurtherOnes() throws IOException {
        try (LanguageModel packed = read(Path.of("assets/starter"), Precision.BF16, true)) {
            assertThat(packed.parameters()).isGreaterThan(1 << 20);
            // A thread that OpenMP starts is called as the one that asked for it.
            assertThat(threads("PTThreadPool"))
                    .isBetween(1L, (long) JniUtils.getNumInteropThreads());
        }
    }

    private static long threads(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> name.equals(nameOf(task))).count();
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return "ended";
        }
    }

    @Test
    void cannotBeSaved() {
        try (LanguageModel model = read(GoldenModel.QWEN3.directory(), Precision.BF16, true)) {
            assertThatThrownBy(() -> model.save(directory.resolve("copy")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private Path rounded(Path checkpoint) {
        Path rounded = directory.resolve("rounded");
        try (LanguageModel model = read(checkpoint, Precision.BF16, false)) {
            model.save(rounded);
        }
        return rounded;
    }

    private static void scale(LanguageModel model, String name, float factor) {
        List<DecoderLayout.Slot> layout = DecoderLayout.of(model.config());
        for (int i = 0; i < layout.size(); i++) {
            if (layout.get(i).name().contains(name)) {
                NDArray weight = model.weights().get(i);
                long size = layout.get(i).size();
                float[] numbers = new float[Math.toIntExact(size)];
                model.memory().bytes(weight, 0, size, TensorType.F32).asFloatBuffer().get(numbers);
                int[] at = {0};
                model.memory().fill(weight, size, () -> numbers[at[0]++] * factor);
            }
        }
    }

    private static LanguageModel read(Path directory, Precision precision, boolean generating) {
        Loading loading = new Loading(false, precision, Device.cpu(), Optional.empty(), 0);
        return LanguageModel.load(directory, generating ? loading.toGenerate() : loading);
    }

    /**
     * Weights with their numbers in the list of all; what stands there for a packed one has none.
     */
    private static long stored(LanguageModel model) {
        return model.weights().stream().filter(weight -> hasNumbers(model, weight)).count();
    }

    private static boolean hasNumbers(LanguageModel model, NDArray weight) {
        try {
            TensorType own = model.precision() == Precision.BF16 ? TensorType.BF16 : TensorType.F32;
            return model.memory().bytes(weight, 0, weight.size(), own).hasRemaining();
        } catch (EngineException e) {
            return false;
        }
    }

    private static float[] logits(GoldenModel golden, LanguageModel model) {
        int[] ids = golden.rows().stream().flatMapToInt(Arrays::stream).toArray();
        return model.logits(
                PackedRows.without(
                        ids, golden.rows().stream().mapToInt(row -> row.length).toArray()));
    }

    /** Logits of each step in which a row is fed token by token, beside one padded on the left. */
    private static float[] steps(GoldenModel golden, LanguageModel model) {
        int[] row = golden.rows().get(0);
        List<float[]> steps = new ArrayList<>();
        try (DecodingSession session = model.decode(2, row.length)) {
            int half = row.length / 2;
            int[] ids = new int[2 * half];
            int[] mask = new int[2 * half];
            int[] positions = new int[2 * half];
            for (int i = 0; i < half; i++) {
                ids[i] = row[i];
                ids[half + i] = row[i];
                mask[i] = 1;
                mask[half + i] = i > 0 ? 1 : 0;
                positions[i] = i;
                positions[half + i] = Math.max(0, i - 1);
            }
            session.feed(ids, mask, positions, next -> steps.add(next.logits()));
            for (int i = half; i < row.length; i++) {
                session.feed(
                        new int[] {row[i], row[i]},
                        new int[] {1, 1},
                        new int[] {i, i - 1},
                        next -> steps.add(next.logits()));
            }
        }
        float[] all = new float[steps.size() * steps.get(0).length];
        for (int i = 0; i < steps.size(); i++) {
            System.arraycopy(steps.get(i), 0, all, i * steps.get(0).length, steps.get(0).length);
        }
        return all;
    }

    private static void agree(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f * (1 + largest)));
        }
    }
}
