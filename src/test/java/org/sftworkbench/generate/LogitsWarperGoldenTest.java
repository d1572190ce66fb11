package org.sftworkbench.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.DecodingSession;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.model.PackedRows;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** Penalty, temperature and cuts leave the distribution that transformers' processors leave. */
class LogitsWarperGoldenTest {
    private static final double TOLERANCE = 1e-6;

    private static JsonNode golden;
    private static LanguageModel model;
    private static int[] context;
    private static float[] logits;

    @BeforeAll
    static void readTheLogitsOfTheNextToken() throws IOException {
        golden =
                new ObjectMapper()
                        .readTree(
                                Path.of("src/test/resources/golden/sampling/qwen3.json").toFile());
        model = LanguageModel.load(GoldenModel.QWEN3.directory(), false);
        context = GoldenModel.ids(golden.get("context"));
        float[] all = model.logits(PackedRows.without(context, context.length));
        int vocabulary = model.config().vocabularySize();
        logits = Arrays.copyOfRange(all, all.length - vocabulary, all.length);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @TestFactory
    Stream<DynamicTest> distributionsAgree() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : golden.get("cases")) {
            Sampling sampling =
                    new Sampling(
                            one.get("temperature").asDouble(),
                            one.get("top_k").asInt(),
                            one.get("top_p").asDouble(),
                            one.get("min_p").asDouble(),
                            one.get("repetition_penalty").asDouble(),
                            0);
            tests.add(DynamicTest.dynamicTest(sampling.toString(), () -> check(sampling, one)));
        }
        assertThat(tests).hasSize(10);
        return tests.stream();
    }

    private static void check(Sampling sampling, JsonNode expected) {
        LogitsWarper warper = new LogitsWarper(sampling);
        float[] own = logits.clone();
        warper.penalize(own, new IdList(context));
        LogitsWarper.Choice choice = warper.choice(own);
        Map<Integer, Double> found = new TreeMap<>();
        for (int i = 0; i < choice.ids().length; i++) {
            found.put(choice.ids()[i], choice.weights()[i] / choice.total());
        }
        assertThat(found.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(GoldenModel.ids(expected.get("ids"))).boxed().toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(expected.get("ids").get(i).asInt()))
                    .isCloseTo(expected.get("probabilities").get(i).asDouble(), within(TOLERANCE));
        }
    }

    @Test
    void logitsThatAreNoNumbersAreToldAndNothingIsDrawn() {
        Sampler sampler = new Sampler(new Sampling(1, 0, 1, 0, 1, 0), 1);
        DecodingSession.NextToken broken =
                new DecodingSession.NextToken() {
                    @Override
                    public int[] likeliest() {
                        throw new AssertionError("it is drawn");
                    }

                    @Override
                    public float[] logits() {
                        return new float[] {Float.NaN, Float.NaN};
                    }

                    @Override
                    public DecodingSession.Odds odds(int[] chosen, int count) {
                        throw new AssertionError("nothing was drawn");
                    }
                };
        assertThatThrownBy(() -> sampler.choose(broken, List.of(new IdList(0))))
                .isInstanceOf(ModelException.class)
                .satisfies(e -> ToldInChinese.check(e.getMessage()));
    }

    @Test
    void oddsAreTheModelsOwnWhateverTheSamplingIs() {
        GenerationSettings settings =
                new GenerationSettings(3, new Sampling(0.5, 3, 1, 0, 1.5, 7), true, List.of(), 5);
        List<Step> steps = new ArrayList<>();
        new Generator(model).generate(List.of(context), settings, steps::add, new Cancellation());

        TokenOdds first = steps.get(0).odds().get(0);
        JsonNode likeliest = golden.get("likeliest");
        assertThat(first.ids()).isEqualTo(GoldenModel.ids(likeliest.get("ids")));
        for (int i = 0; i < 5; i++) {
            assertThat(first.probabilities()[i])
                    .isCloseTo(likeliest.get("probabilities").get(i).asDouble(), within(TOLERANCE));
        }
        int written = steps.get(0).ids()[0];
        int at = Arrays.stream(first.ids()).boxed().toList().indexOf(written);
        assertThat(at).isNotNegative();
        assertThat(first.probability()).isEqualTo(first.probabilities()[at]);
    }

    @Test
    void greedyWithPenaltyTakesTheLikeliestOfWhatThePenaltyLeaves() {
        GenerationSettings settings =
                new GenerationSettings(8, new Sampling(0, 0, 1, 0, 50, 0), true, List.of(), 0);
        int[] ids =
                new Generator(model)
                        .generate(List.of(context), settings, step -> {}, new Cancellation())
                        .get(0)
                        .outputIds();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ids).boxed())
                .doesNotContainAnyElementsOf(Arrays.stream(context).boxed().toList());
    }
}
