package org.sftworkbench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/** Stop strings end answers wherever token borders fall, with the starter's own tokenizer. */
class AnswerDecoderTest {
    private static final Path STARTER = Path.of("assets", "starter");

    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = HuggingFaceFileTokenizer.open(STARTER);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void stopStringIsFoundAcrossTokensAndCutInTheMiddleOfOne() {
        int[] ids = tokenizer.encode("Nora lives in Oslo. She plays the harp.").ids();
        for (String stop : List.of("o. S", "slo", "ves in O", ".", "Nora")) {
            assertThat(AnswerDecoder.words(tokenizer, ids, List.of(stop)))
                    .isEqualTo(
                            "Nora lives in Oslo. She plays the harp."
                                    .split(java.util.regex.Pattern.quote(stop), 2)[0]);
        }
    }

    @Test
    void theEarliestOfSeveralCounts() {
        int[] ids = tokenizer.encode("one two three").ids();
        assertThat(AnswerDecoder.words(tokenizer, ids, List.of("three", "two"))).isEqualTo("one ");
    }

    @Test
    void whatLooksLikeABeginningIsHeldBackAndThenGiven() {
        StopText text = new StopText(List.of("\nuser:"));
        assertThat(text.push("Hi\nus")).isEqualTo("Hi");
        assertThat(text.push("e")).isEmpty();
        assertThat(text.push("ful\nuser")).isEqualTo("\nuseful");
        assertThat(text.finish()).isEqualTo("\nuser");
        assertThat(text.found()).isEmpty();
    }

    @Test
    void specialTokensAreMetByTheirNames() {
        int[] ids = tokenizer.encode("Oslo<|im_end|>\nuser").ids();
        List<AnswerDecoder.Fragment> fragments = new ArrayList<>();
        AnswerDecoder decoder = new AnswerDecoder(tokenizer, List.of("<|im_end|>\n"));
        Arrays.stream(ids).forEach(id -> fragments.addAll(decoder.push(id)));
        fragments.addAll(decoder.finish());
        assertThat(AnswerDecoder.words(fragments)).isEqualTo("Oslo");
        assertThat(fragments).noneMatch(AnswerDecoder.Fragment::special);
    }

    @Test
    void eachFragmentNamesItsToken() {
        int[] ids = tokenizer.encode("羴 ok").ids();
        AnswerDecoder decoder = new AnswerDecoder(tokenizer, List.of());
        List<AnswerDecoder.Fragment> fragments = new ArrayList<>();
        Arrays.stream(ids).forEach(id -> fragments.addAll(decoder.push(id)));
        int last = tokenizer.encode("羴").ids().length - 1;
        assertThat(last).isPositive();
        assertThat(fragments.get(0)).isEqualTo(new AnswerDecoder.Fragment(last, "羴", false));
        assertThat(fragments.get(fragments.size() - 1).token()).isEqualTo(ids.length - 1);
    }

    @Test
    void aRowEndsAtItsStopStringAndTheOthersGoOn() {
        try (LanguageModel model = LanguageModel.load(STARTER, false)) {
            int[] prompt = tokenizer.encode("Nora lives in").ids();
            GenerationSettings free =
                    new GenerationSettings(24, Sampling.GREEDY, true, List.of(), 0);
            String said =
                    AnswerDecoder.words(tokenizer, generate(model, free, prompt).get(0), List.of());
            String stop = said.substring(said.length() / 2, said.length() / 2 + 3);
            GenerationSettings stopping =
                    new GenerationSettings(24, Sampling.GREEDY, true, List.of(stop), 0);
            List<Continuation> rows =
                    new Generator(model, tokenizer)
                            .generate(
                                    List.of(prompt, tokenizer.encode("x").ids()),
                                    stopping,
                                    step -> {},
                                    new Cancellation());
            assertThat(rows.get(0).stop()).isEqualTo(Continuation.Stop.STOP_STRING);
            assertThat(rows.get(0).stopString()).contains(stop);
            assertThat(rows.get(0).outputIds().length).isLessThan(24);
            assertThat(AnswerDecoder.words(tokenizer, rows.get(0).outputIds(), List.of(stop)))
                    .isEqualTo(said.substring(0, said.indexOf(stop)));
            assertThat(rows.get(1).outputIds().length)
                    .isGreaterThanOrEqualTo(rows.get(0).outputIds().length);
        }
    }

    private static List<int[]> generate(
            LanguageModel model, GenerationSettings settings, int[] prompt) {
        return new Generator(model)
                .generate(List.of(prompt), settings, step -> {}, new Cancellation()).stream()
                        .map(Continuation::outputIds)
                        .toList();
    }
}
