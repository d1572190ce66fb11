package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.GoldenModels;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.OneDnn;
import org.sftworkbench.model.Precision;

/**
 * Whichever library multiplies, the same is learnt: gradients that go back by the kernels' tape are
 * those of autograd, whatever is trained.
 */
class OneDnnTrainingTest {
    private static final LoraConfig DROPPING =
            new LoraConfig(4, 8, 0.2, false, Set.of(LoraConfig.ALL_LINEAR), Set.of());
    private static final LoraConfig OF_TWO =
            new LoraConfig(4, 8, 0, false, Set.of("o_proj", "down_proj"), Set.of());
    private static final LoraConfig WITH_EMBEDDING =
            new LoraConfig(4, 8, 0, true, Set.of("embed_tokens", "down_proj"), Set.of());
    private static final LoraConfig WITH_WHOLE_EMBEDDING =
            new LoraConfig(4, 8, 0, false, Set.of("o_proj"), Set.of("embed_tokens"));

    /** What MKL makes of each case, whatever it is compared with. */
    private static final Map<Case, List<TrainStep>> BY_MKL = new HashMap<>();

    @BeforeAll
    static void whereLibtorchHasIt() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "libtorch for x86-64 has oneDNN");
    }

    private record Case(GoldenModel model, Optional<LoraConfig> lora, boolean twice) {
        @Override
        public String toString() {
            return model.directory().getFileName()
                    + lora.map(l -> ", " + l.targets() + " " + l.trainedWhole()).orElse("")
                    + (twice ? ", computed twice" : "");
        }
    }

    private static Stream<Case> cases() {
        Case untied =
                new Case(
                        new GoldenModel(Path.of("src/test/resources/golden/models/mistral")),
                        Optional.of(WITH_WHOLE_EMBEDDING),
                        true);
        // One with norms of queries, one with norms after products and capped scores, one with
        // joined matrices.
        Set<String> some = Set.of("qwen3", "gemma2", "phi3");
        Stream<GoldenModel> models =
                GoldenModels.all()
                        .filter(
                                model ->
                                        Boolean.getBoolean("sft.full")
                                                || some.contains(
                                                        model.directory().getFileName().toString()))
                        .distinct();
        return Stream.concat(Stream.of(untied), models.flatMap(OneDnnTrainingTest::of));
    }

    private static Stream<Case> of(GoldenModel model) {
        if (!Boolean.getBoolean("sft.full")) {
            // What the kernels do apart from one another: all weights twice, an adapter once.
            return Stream.of(
                    new Case(model, Optional.empty(), true),
                    new Case(model, Optional.of(DROPPING), false),
                    new Case(model, Optional.of(WITH_EMBEDDING), false));
        }
        return Stream.of(
                new Case(model, Optional.empty(), true),
                new Case(model, Optional.of(DROPPING), true),
                new Case(model, Optional.of(DROPPING), false),
                new Case(model, Optional.of(OF_TWO), false),
                new Case(model, Optional.of(WITH_EMBEDDING), false));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAreTheSame(Case way) {
        assertSameSteps(way, OneDnn.ALWAYS);
    }

    private static IntStream doublings() {
        return Boolean.getBoolean("sft.full") ? IntStream.of(12, 14, 16, 18) : IntStream.of(14, 16);
    }

    /** Some micro-batches are large enough for oneDNN, and some matrices wider than others. */
    @ParameterizedTest
    @MethodSource("doublings")
    void stepsAreTheSameWhereOnlyPartOfTheWorkIsEnoughForOneDnn(int doublings) {
        Set<String> shapes =
                Boolean.getBoolean("sft.full")
                        ? Set.of("qwen3", "llama3", "gemma3", "phi3")
                        : Set.of("qwen3", "phi3");
        GoldenModels.all()
                .filter(model -> shapes.contains(model.directory().getFileName().toString()))
                .distinct()
                .flatMap(OneDnnTrainingTest::of)
                .forEach(way -> assertSameSteps(way, new OneDnn(1 << doublings)));
    }

    private static void assertSameSteps(Case way, OneDnn oneDnn) {
        List<TrainStep> byMkl = BY_MKL.computeIfAbsent(way, w -> steps(w, OneDnn.NEVER));
        List<TrainStep> byOneDnn = steps(way, oneDnn);
        assertThat(byOneDnn).hasSameSizeAs(byMkl);
        for (int i = 0; i < byMkl.size(); i++) {
            double norm = byMkl.get(i).gradNorm();
            assertThat(byOneDnn.get(i).loss()).isCloseTo(byMkl.get(i).loss(), within(1e-5));
            assertThat(byOneDnn.get(i).gradNorm()).isCloseTo(norm, within(1e-4 * norm));
        }
        assertThat(byMkl.get(byMkl.size() - 1).loss()).isLessThan(byMkl.get(0).loss());
    }

    private static List<TrainStep> steps(Case way, OneDnn oneDnn) {
        Loading loading =
                new Loading(
                        true,
                        Precision.FLOAT32,
                        Device.cpu(),
                        way.lora(),
                        1,
                        Optional.empty(),
                        false,
                        oneDnn);
        TrainingConfig config =
                new TrainingConfig(
                        TrainingConfig.Optimizer.of(5e-3, 0, 1),
                        new TrainingConfig.Course(10, 4, ScheduleKind.CONSTANT, 0),
                        new TrainingConfig.Batching(2, 2, false, LossNormalization.TOKEN_MEAN),
                        new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                        0);
        RecordedSteps recorded = new RecordedSteps();
        try (LanguageModel model = LanguageModel.load(way.model().directory(), loading)) {
            new Trainer(
                            model,
                            way.model().examples(),
                            config,
                            new StepOptions(false, way.twice(), false),
                            0)
                    .run(recorded, new Cancellation());
        }
        return recorded.steps();
    }
}
