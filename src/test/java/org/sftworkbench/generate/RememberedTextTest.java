package org.sftworkbench.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.DecodingSession;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.GoldenModels;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.Precision;

/** What a model has read of a conversation is not read again, and says the same. */
class RememberedTextTest {
    private static final int NEW = 12;

    /** Those of the short form: with windows, with capped scores, with fused matrices. */
    private static final Set<String> SOME = Set.of("qwen3", "mistral", "gemma2", "phi3");

    private static Stream<GoldenModel> models() {
        return GoldenModels.all()
                .filter(
                        golden ->
                                Boolean.getBoolean("sft.full")
                                        || SOME.contains(
                                                golden.directory().getFileName().toString()));
    }

    private static LanguageModel read(GoldenModel golden, boolean generating) {
        Loading loading = new Loading(false, Precision.FLOAT32, Device.cpu(), Optional.empty(), 0);
        return LanguageModel.load(golden.directory(), generating ? loading.toGenerate() : loading);
    }

    private static int[] prompt(LanguageModel model, int length, long seed) {
        int vocabulary = model.config().vocabularySize();
        return new Random(seed).ints(length, 0, vocabulary).toArray();
    }

    private static int[] with(int[] text, int... more) {
        return IntStream.concat(Arrays.stream(text), Arrays.stream(more)).toArray();
    }

    private static int[] answer(Generator generator, int[] prompt) {
        GenerationSettings settings = new GenerationSettings(NEW, 0, 1, 0, 0, true);
        return generator
                .generate(List.of(prompt), settings, step -> {}, new Cancellation())
                .get(0)
                .outputIds();
    }

    /** Every logit of a text that is fed in two parts, the second of which is asked about. */
    private static List<float[]> logits(DecodingSession session, int[] text, int begin) {
        List<float[]> all = new ArrayList<>();
        try (session) {
            int there = session.filled();
            for (int i = Math.max(there, begin); i < text.length; i++) {
                int start = i == Math.max(there, begin) ? there : i;
                int[] ids = Arrays.copyOfRange(text, start, i + 1);
                int[] ones = new int[ids.length];
                Arrays.fill(ones, 1);
                int[] places = IntStream.range(start, i + 1).toArray();
                session.feed(ids, ones, places, next -> all.add(next.logits()));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("models")
    void theNextQuestionIsReadAfterWhatWasReadAndWrittenBefore(GoldenModel golden) {
        try (LanguageModel model = read(golden, true)) {
            Generator remembering = new Generator(model).remembering();
            int[] first = prompt(model, 20, 1);
            int[] said = answer(remembering, first);
            int[] second = with(with(first, said), prompt(model, 9, 2));
            int known = first.length + said.length - 1;

            List<float[]> fresh = logits(model.decode(1, second.length), second, second.length - 4);
            DecodingSession goesOn = model.goOn(second, second.length);
            // The last token that was written was never fed.
            assertThat(goesOn.filled()).isEqualTo(known);
            List<float[]> taken = logits(goesOn, second, second.length - 4);
            for (int i = 0; i < fresh.size(); i++) {
                agree(taken.get(i), fresh.get(i));
            }
        }
    }

    private static void agree(float[] actual, float[] expected) {
        float largest = 0;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f * (1 + largest)));
        }
    }

    @Test
    void anAnswerThatIsGivenOnceMoreIsTheSame() {
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            int[] prompt = prompt(model, 40, 3);
            int[] plain = answer(new Generator(model), prompt);
            Generator remembering = new Generator(model).remembering();
            assertThat(answer(remembering, prompt)).isEqualTo(plain);
            assertThat(answer(remembering, prompt)).isEqualTo(plain);
            int[] shorter = Arrays.copyOf(prompt, 30);
            assertThat(answer(remembering, shorter))
                    .isEqualTo(answer(new Generator(model), shorter));
        }
    }

    @Test
    void onlyWhatIsSharedFromTheBeginningOnIsTakenOver() {
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            int[] text = prompt(model, 40, 4);
            logits(model.goOn(text, 60), text, 39);
            int[] other = text.clone();
            other[25] = (other[25] + 1) % model.config().vocabularySize();
            assertThat(filled(model, other)).isEqualTo(25);
        }
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            int[] text = prompt(model, 40, 4);
            logits(model.goOn(text, 60), text, 39);
            assertThat(filled(model, text)).as("the last one is asked about").isEqualTo(39);
            logits(model.goOn(text, 60), text, 39);
            model.forgetText();
            assertThat(filled(model, text)).isZero();
        }
    }

    private static int filled(LanguageModel model, int[] prompt) {
        try (DecodingSession session = model.goOn(prompt, 60)) {
            return session.filled();
        }
    }

    @Test
    void nothingIsKeptOfAModelWhoseWeightsMayChangeNorOfSeveralRows() {
        try (LanguageModel model = read(GoldenModel.QWEN3, false)) {
            int[] text = prompt(model, 40, 5);
            answer(new Generator(model).remembering(), text);
            assertThat(filled(model, text)).isZero();
        }
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            int[] text = prompt(model, 40, 5);
            new Generator(model)
                    .remembering()
                    .generate(
                            List.of(text, text),
                            new GenerationSettings(NEW, 0, 1, 0, 0, true),
                            step -> {},
                            new Cancellation());
            assertThat(filled(model, text)).isZero();
            answer(new Generator(model), text);
            assertThat(filled(model, text)).as("nobody asked for it").isZero();
        }
    }

    @Test
    void ofManyTextsOneIsKept() {
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            Generator remembering = new Generator(model).remembering();
            answer(remembering, prompt(model, 40, 0));
            int arrays = model.arrays();
            for (int i = 1; i < 6; i++) {
                answer(remembering, prompt(model, 40, i));
            }
            assertThat(model.arrays()).isEqualTo(arrays);
            model.forgetText();
            assertThat(model.arrays()).isLessThan(arrays);
        }
    }

    @Test
    void anIdThatIsRefusedLeavesTheTextAsItWas() {
        try (LanguageModel model = read(GoldenModel.QWEN3, true)) {
            int[] text = prompt(model, 40, 7);
            int[] broken = with(text, model.config().vocabularySize());
            try (DecodingSession session = model.goOn(text, 60)) {
                logitsOf(session, text);
                assertThat(fails(session, broken[40])).isTrue();
            }
            assertThat(filled(model, text)).as("refused before anything was fed").isEqualTo(39);
        }
    }

    private static void logitsOf(DecodingSession session, int[] text) {
        int[] ones = new int[text.length];
        Arrays.fill(ones, 1);
        session.feed(text, ones, IntStream.range(0, text.length).toArray(), next -> {});
    }

    private static boolean fails(DecodingSession session, int id) {
        try {
            session.feed(new int[] {id}, new int[] {1}, new int[] {40}, next -> {});
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
