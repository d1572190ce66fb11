package org.sftworkbench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** However memory runs out, and in whatever command, it is said what to lower. */
class FailuresTest {
    private static final Path MODEL = Path.of("model");

    static Stream<Throwable> outOfHeap() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError("Cannot reserve 1 bytes of direct buffer memory"),
                new IllegalStateException(
                        "wrapped", new OutOfMemoryError("GC overhead limit exceeded")));
    }

    /** The heap holds rows and results; what a step takes lies elsewhere. */
    @ParameterizedTest
    @MethodSource("outOfHeap")
    void whatFillsTheHeapIsSaid(Throwable failure) {
        Command.Train train = SmallRun.of(Path.of("run"), 0);
        List<Command> commands =
                List.of(
                        train,
                        new Command.Generate(
                                MODEL, List.of(new int[] {1}), GenerationSettings.greedy(4)),
                        new Command.Score(MODEL, train.examples()),
                        new Command.Inspect(
                                MODEL, InspectedBatch.ofRows(List.of(new int[] {1, 2, 3}))),
                        new Command.LoadModel(MODEL));
        assertThat(commands.stream().map(command -> Failures.describe(command, failure)))
                .allSatisfy(
                        message -> {
                            assertThat(message)
                                    .startsWith("Java's heap was full while ")
                                    .containsPattern("JAVA_TOOL_OPTIONS=-Xmx[1-9]\\d*g")
                                    .doesNotContain("batch size");
                            ToldInChinese.check(message);
                        });
        assertThat(Failures.describe(train, failure)).contains("Train on fewer rows");
    }

    static Stream<Throwable> outOfMemory() {
        return Stream.of(
                new OutOfMemoryError("unable to create native thread: possibly out of memory"),
                new EngineException(
                        "[enforce fail at alloc_cpu.cpp:117] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 134217728000 bytes."),
                new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB"),
                new EngineException(
                        "DefaultCPUAllocator: not enough memory: you tried to allocate 1"),
                new EngineException("std::bad_alloc"),
                new IllegalStateException(
                        "wrapped", new EngineException("CUDA error: out of memory")));
    }

    @ParameterizedTest
    @MethodSource("outOfMemory")
    void whatToLowerIsSaid(Throwable failure) {
        Command.Train train = SmallRun.of(Path.of("run"), 0);
        assertThat(Failures.describe(train, failure))
                .startsWith("Out of memory while training with batches of 1 row,")
                .contains("Lower the batch size")
                .contains("gradient accumulation")
                .contains("maximum length")
                .contains("gradient checkpointing on")
                .contains("LoRA");
        TrainingMethod thrifty =
                new TrainingMethod(
                        Optional.of(LoraConfig.allLinear(8, 16)),
                        new StepOptions(false, true, true));
        Command.Train lean =
                Command.Train.from(train.model(), train.examples(), 0, train.config())
                        .with(train.settings())
                        .by(thrifty)
                        .sampling(List.of(), 0, train.samples().settings());
        assertThat(Failures.describe(lean, failure))
                .contains("Lower the batch size")
                .doesNotContain("LoRA")
                .doesNotContain("checkpointing");
        assertThat(
                        Failures.describe(
                                new Command.Generate(
                                        MODEL,
                                        List.of(new int[] {1}, new int[] {2}),
                                        GenerationSettings.greedy(4)),
                                failure))
                .contains("2 rows at once", "lower max new tokens");
        assertThat(Failures.describe(new Command.Score(MODEL, train.examples()), failure))
                .startsWith("Out of memory while scoring")
                .contains("Leave out the longest rows");
        assertThat(
                        Failures.describe(
                                new Command.Inspect(
                                        MODEL, InspectedBatch.ofRows(List.of(new int[] {1, 2, 3}))),
                                failure))
                .contains("3 tokens at once");
        assertThat(Failures.describe(new Command.LoadModel(MODEL), failure))
                .contains("use a smaller model");
    }
}
