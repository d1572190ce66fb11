package org.sftworkbench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.model.LanguageModel;

class PaddedPromptsTest {
    private static final int PAD = 9;

    @Test
    void naiveRightPaddingIsLookedAtAndCountedLikeText() {
        PaddedPrompts batch =
                PaddedPrompts.of(
                        List.of(new int[] {1, 2, 3}, new int[] {4}), Padding.naiveRight(PAD));
        assertThat(batch.ids()).containsExactly(1, 2, 3, 4, PAD, PAD);
        assertThat(batch.attentionMask()).containsOnly(1);
        assertThat(batch.positionIds()).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(batch.nextPositions()).containsExactly(3, 3);
        assertThat(batch.isPadding(1, 1)).isTrue();
        assertThat(batch.isPadding(1, 0)).isFalse();
    }

    /** Really generated: what comes is what the model says after that many padding tokens. */
    @Test
    void shorterRowsAreContinuedFromTheirPadding() {
        try (LanguageModel model = LanguageModel.load(GoldenModel.QWEN3.directory(), false)) {
            List<int[]> prompts = GoldenModel.QWEN3.rows();
            List<Continuation> right =
                    generate(model, PaddedPrompts.of(prompts, Padding.naiveRight(PAD)));
            List<Continuation> left = generate(model, PaddedPrompts.of(prompts, Padding.LEFT));
            int longest = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
            boolean wrong = false;
            for (int b = 0; b < prompts.size(); b++) {
                int[] filled = Arrays.copyOf(prompts.get(b), longest);
                Arrays.fill(filled, prompts.get(b).length, longest, PAD);
                assertThat(right.get(b).outputIds())
                        .isEqualTo(
                                generate(model, PaddedPrompts.of(List.of(filled), Padding.LEFT))
                                        .get(0)
                                        .outputIds());
                boolean same = Arrays.equals(left.get(b).outputIds(), right.get(b).outputIds());
                wrong |= !same;
                assertThat(same || prompts.get(b).length < longest).isTrue();
            }
            assertThat(wrong).isTrue();
        }
    }

    private static List<Continuation> generate(LanguageModel model, PaddedPrompts batch) {
        return new Generator(model)
                .generate(
                        batch,
                        new GenerationSettings(12, Sampling.GREEDY, true, List.of(), 0),
                        step -> {},
                        new Cancellation());
    }
}
