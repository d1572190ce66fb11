package org.sftworkbench.model;

import java.util.List;
import java.util.Optional;

/**
 * What transformers assumes where a {@code config.json} of one model type leaves a field out.
 *
 * @param keyValueHeads none for as many as there are heads
 * @param headSize none for hidden size over heads
 * @param slidingWindow none for no window
 */
record DecoderDefaults(
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        Optional<Integer> keyValueHeads,
        Optional<Integer> headSize,
        int maxPositions,
        double normEps,
        boolean tiedEmbeddings,
        Optional<Integer> paddingId,
        List<Integer> eosIds,
        Optional<Integer> slidingWindow) {
    private static final Optional<Integer> NONE = Optional.empty();

    static final DecoderDefaults QWEN3 = qwen(Optional.of(128));
    static final DecoderDefaults QWEN2 = qwen(NONE);

    static final DecoderDefaults LLAMA =
            new DecoderDefaults(
                    32_000,
                    4096,
                    11_008,
                    32,
                    32,
                    NONE,
                    NONE,
                    2048,
                    1e-6,
                    false,
                    NONE,
                    List.of(2),
                    NONE);

    static final DecoderDefaults MISTRAL =
            new DecoderDefaults(
                    32_000,
                    4096,
                    14_336,
                    32,
                    32,
                    Optional.of(8),
                    NONE,
                    131_072,
                    1e-6,
                    false,
                    NONE,
                    List.of(2),
                    Optional.of(4096));

    static final DecoderDefaults PHI3 =
            new DecoderDefaults(
                    32_064,
                    3072,
                    8192,
                    32,
                    32,
                    NONE,
                    NONE,
                    4096,
                    1e-5,
                    false,
                    Optional.of(32_000),
                    List.of(32_000),
                    NONE);

    static final DecoderDefaults GEMMA2 = gemma(256_000, 8192);
    static final DecoderDefaults GEMMA3 = gemma(262_208, 131_072);

    static final DecoderDefaults SMOLLM3 =
            new DecoderDefaults(
                    128_256,
                    2048,
                    11_008,
                    36,
                    16,
                    Optional.of(4),
                    NONE,
                    32_768,
                    1e-6,
                    true,
                    Optional.of(128_004),
                    List.of(128_001),
                    NONE);

    private static DecoderDefaults qwen(Optional<Integer> headSize) {
        return new DecoderDefaults(
                151_936,
                4096,
                22_016,
                32,
                32,
                Optional.of(32),
                headSize,
                32_768,
                1e-6,
                false,
                NONE,
                List.of(),
                Optional.of(4096));
    }

    private static DecoderDefaults gemma(int vocabularySize, int maxPositions) {
        return new DecoderDefaults(
                vocabularySize,
                2304,
                9216,
                26,
                8,
                Optional.of(4),
                Optional.of(256),
                maxPositions,
                1e-6,
                true,
                Optional.of(0),
                List.of(1),
                Optional.of(4096));
    }
}
