package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoding piece by piece gives what the library makes of the whole text, to the offset. */
class PieceCacheTest {
    /**
     * Every character, and not only those of scripts with an alphabet and a seventh of the rest.
     */
    private static final boolean FULL = Boolean.getBoolean("sft.full");

    private static final int RANDOM_TEXTS = FULL ? 3000 : 1000;
    private static final int NASTY_TEXTS = FULL ? 6000 : 2000;

    private static final int ALWAYS_BELOW = 0x3000;

    private static final String[] BITS = {
        "the",
        " of",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "'s",
        "'S",
        "'ll",
        "'",
        "don't",
        "1",
        "23",
        "3.14",
        "!?",
        "...",
        " -- ",
        "<",
        "<|",
        "|>",
        "<|im_start|>",
        "<|im_end|>",
        "<think>",
        "</think>",
        "<tool_call>",
        "{\"a\": [1]}",
        "é",
        "ß",
        "Ünï",
        "中文",
        "，",
        "。",
        "…",
        "“q”",
        "–",
        "\u00A0",
        "\u0085",
        "x_y",
        "CamelCase",
        "ſ",
        "e\u0301",
        "😀",
        "한",
        "ﬁ",
        "\u200B",
        "\u3000",
        "١",
        "Ａ",
    };

    private static final String[] NASTY = {
        "\uFEFF",
        "\u200D",
        "👩‍👩‍👧",
        "🇸🇪",
        "\u1100\u1161\u11A8",
        "각",
        "\u0301",
        "\u0327\u0301",
        "a\u0323\u0307",
        "ё",
        "Ω",
        "Å",
        "ǰ",
        "ı",
        "İ",
        "ſ",
        "'ſ",
        "K",
        "\u2028",
        "\u2029",
        "\u180E",
        "\u3000",
        "\u00AD",
        "\u0000",
        "\u001F",
        "\u007F",
        "\u2003x",
        " \u0344",
        "\u0F73",
        "𝒳",
        "𐐷",
        "٣",
        "Ⅷ",
        "½",
        "ªº",
        "の",
        "ガ",
        "か\u3099",
        "한",
        "ا\u064E",
        "\uFB1D",
        "ﬀ",
        "豈",
        "\uD87E\uDC1A",
        "<|im_\u200Bend|>",
        "<|im_end|",
        "\r",
        "it'S ",
        "'LL ",
        "we'ſ a",
        "\uFFFD",
        "\uFFFE",
        "\uE000",
        "\uDBFF\uDFFF",
    };

    private static void assertSame(Tokenizer tokenizer, String text) {
        Encoding whole = ((HuggingFaceFileTokenizer) tokenizer).encodeWhole(text);
        Encoding pieces = tokenizer.encode(text);
        assertThat(pieces.ids()).as(text).isEqualTo(whole.ids());
        assertThat(pieces.starts()).as(text).isEqualTo(whole.starts());
        assertThat(pieces.ends()).as(text).isEqualTo(whole.ends());
    }

    private static void assertSameOnRandomTexts(Tokenizer tokenizer) {
        Random random = new Random(7);
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            // Some texts have only bits of which the pieces are sure, so that both ways are taken.
            int bits = i % 2 == 0 ? BITS.length - 9 : BITS.length;
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(30);
            for (int k = 0; k < length; k++) {
                text.append(BITS[random.nextInt(bits)]);
            }
            assertSame(tokenizer, text.toString());
        }
    }

    @Test
    void onRandomTexts() {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            assertSameOnRandomTexts(starter);
        }
    }

    @Test
    void onRandomTextsOfQwen() {
        Tokenizer qwen = QwenTokenizer.openOrSkip();
        assertSameOnRandomTexts(qwen);
    }

    @Test
    void onEveryGoldenRendering() throws IOException {
        Path cases = Path.of("..", "shared", "golden", "templates", "cases.jsonl");
        Assumptions.assumeTrue(Files.exists(cases), "skipped: no golden templates at " + cases);
        Tokenizer qwen = QwenTokenizer.openOrSkip();
        List<String> lines = Files.readAllLines(cases);
        for (String line : lines) {
            assertSame(qwen, new ObjectMapper().readTree(line).path("expected").asText());
        }
    }

    /** Any characters at all, among words and added tokens, in texts short and long. */
    private static String nasty(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(25);
        for (int k = 0; k < length; k++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(NASTY[random.nextInt(NASTY.length)]);
                case 1 -> text.appendCodePoint(scalar(random, 0x110000));
                case 2 -> text.appendCodePoint(scalar(random, 0x3100));
                case 3 -> text.append(" word").append(random.nextInt(3) == 0 ? " " : "");
                case 4 -> text.append(random.nextBoolean() ? " a b" : "Ab ");
                default -> text.append(BITS[random.nextInt(BITS.length)]);
            }
        }
        return text.toString();
    }

    private static int scalar(Random random, int bound) {
        int c = random.nextInt(bound);
        return c >= 0xD800 && c < 0xE000 ? 0x1F600 + c % 80 : c;
    }

    private static void assertSameOnNastyTexts(Tokenizer tokenizer) {
        Random random = new Random(11);
        for (int i = 0; i < NASTY_TEXTS; i++) {
            assertSame(tokenizer, nasty(random));
        }
    }

    @Test
    void onNastyTexts() {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            assertSameOnNastyTexts(starter);
        }
    }

    @Test
    void onNastyTextsOfQwen() {
        Tokenizer qwen = QwenTokenizer.openOrSkip();
        assertSameOnNastyTexts(qwen);
    }

    @Test
    void halfACharacterIsRefusedInWords() {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            for (String half : List.of("\uD83D", "\uDE00", "\uDE00\uD83D")) {
                assertThatThrownBy(() -> starter.encode("é 😀 " + half + " Tom"))
                        .isInstanceOf(TokenizerException.class)
                        .hasMessageContaining("character 6 of the text is half of one (\\u");
            }
        }
    }

    /** The texts that the library is asked for when one of them is encoded. */
    private static List<String> asked(Tokenizer starter, List<String> texts) throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(Path.of("assets/starter/tokenizer.json").toFile());
        List<String> asked = new ArrayList<>();
        PieceCache cache =
                new PieceCache(
                        PiecePattern.of(root).orElseThrow(),
                        text -> {
                            asked.add(text);
                            return ((HuggingFaceFileTokenizer) starter).encodeWhole(text);
                        });
        texts.subList(0, texts.size() - 1).forEach(cache::encode);
        asked.clear();
        cache.encode(texts.get(texts.size() - 1));
        return asked;
    }

    @Test
    void theLibraryIsAskedOnlyForTheWordsAroundACharacterThatIsNotSure() throws IOException {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            String words = " Mira lives in Lund".repeat(200);
            assertThat(
                            asked(
                                    starter,
                                    List.of(
                                            "Mira lives in Lund",
                                            words + " by the e\u0301 sea" + words)))
                    .containsOnlyOnce(" e\u0301 sea")
                    .allMatch(text -> text.length() <= 11);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Мира живёт в городе. ",
                "小明住在海边的一个城市里，养了一只猫。",
                "ミラは海の町に住んでいます。",
                "미라는 바닷가 도시에 삽니다. ",
                "Η Μίρα ζει στην πόλη. ",
                "😀🐱 ❤️ 👨‍👩‍👧 🇸🇪! "
            })
    void ofALongTextOfAnyScriptTheLibraryIsAskedOnlyForTheWordThatChanged(String sentence)
            throws IOException {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            String before = sentence.repeat(200);
            assertThat(asked(starter, List.of(before + before, before + "zz" + before)))
                    .hasSizeLessThanOrEqualTo(2)
                    .allMatch(text -> text.length() <= sentence.length() + 2);
        }
    }

    /** Each sure character beside letters, digits, spaces, signs, and the next sure character. */
    private static void assertSameOnEverySureCharacter(Tokenizer tokenizer) {
        StringBuilder text = new StringBuilder();
        int last = 'a';
        for (int c = 0; c < 0x30000; c++) {
            boolean left = !FULL && c >= ALWAYS_BELOW && c % 13 != 0;
            if (left || SureCharacters.kind(c) == SureCharacters.Kind.UNSURE) {
                continue;
            }
            text.appendCodePoint(c).append('x').appendCodePoint(c).append(" 7").appendCodePoint(c);
            text.append("'").appendCodePoint(c).append("  ").appendCodePoint(c).append("!\n");
            text.appendCodePoint(last).appendCodePoint(c);
            last = c;
            if (text.length() > 3_000) {
                assertSame(tokenizer, text.toString());
                text.setLength(0);
            }
        }
        assertSame(tokenizer, text.toString());
    }

    @Test
    void onEverySureCharacter() {
        try (Tokenizer starter = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            assertSameOnEverySureCharacter(starter);
        }
    }

    @Test
    void onEverySureCharacterOfQwen() {
        Tokenizer qwen = QwenTokenizer.openOrSkip();
        assertSameOnEverySureCharacter(qwen);
    }

    @Test
    void sureCharactersAreLeftAloneByNormalizationBesideEachOther() {
        Random random = new Random(3);
        int[] sure =
                IntStream.range(0, 0x30000)
                        .filter(c -> SureCharacters.kind(c) != SureCharacters.Kind.UNSURE)
                        .toArray();
        for (int i = 0; i < 500; i++) {
            String text =
                    random.ints(200, 0, sure.length)
                            .map(at -> sure[at])
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        }
    }

    @Test
    void aTokenizerThatTrimsOffsetsIsLeftToTheLibrary() throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(Path.of("assets/starter/tokenizer.json").toFile());
        assertThat(PiecePattern.of(root)).isPresent();
        ((ObjectNode) root.path("post_processor")).put("trim_offsets", true);
        assertThat(PiecePattern.of(root)).isEmpty();
    }
}
