package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Encoding piece by piece gives what the library makes of the whole text, to the offset. */
class PieceCacheTest {
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

    private static void assertSame(Tokenizer tokenizer, String text) {
        Encoding whole = ((HuggingFaceFileTokenizer) tokenizer).encodeWhole(text);
        Encoding pieces = tokenizer.encode(text);
        assertThat(pieces.ids()).as(text).isEqualTo(whole.ids());
        assertThat(pieces.starts()).as(text).isEqualTo(whole.starts());
        assertThat(pieces.ends()).as(text).isEqualTo(whole.ends());
    }

    private static void assertSameOnRandomTexts(Tokenizer tokenizer, int texts) {
        Random random = new Random(7);
        for (int i = 0; i < texts; i++) {
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
            assertSameOnRandomTexts(starter, 3000);
        }
    }

    @Test
    void onRandomTextsOfQwen() {
        try (Tokenizer qwen = QwenTokenizer.openOrSkip()) {
            assertSameOnRandomTexts(qwen, 3000);
        }
    }

    @Test
    void onEveryGoldenRendering() throws IOException {
        Path cases = Path.of("..", "shared", "golden", "templates", "cases.jsonl");
        Assumptions.assumeTrue(Files.exists(cases), "skipped: no golden templates at " + cases);
        try (Tokenizer qwen = QwenTokenizer.openOrSkip()) {
            List<String> lines = Files.readAllLines(cases);
            for (String line : lines) {
                assertSame(qwen, new ObjectMapper().readTree(line).path("expected").asText());
            }
        }
    }

    @Test
    void theWayByPiecesIsTakenWhereItCan() throws IOException {
        ObjectMapper json = new ObjectMapper();
        PiecePattern pattern =
                PiecePattern.of(json.readTree(Path.of("assets/starter/tokenizer.json").toFile()))
                        .orElseThrow();
        assertThat(pattern.pieces("Mira lives in Lund, 好!", (start, end) -> {})).isTrue();
        assertThat(pattern.pieces("Mira 😀", (start, end) -> {})).isFalse();
    }
}
