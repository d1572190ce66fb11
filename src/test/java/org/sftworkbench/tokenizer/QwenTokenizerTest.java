package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.EncodeCases;

/** Ids and offsets are those of the tokenizers library, offsets in UTF-16 units. */
class QwenTokenizerTest {
    @Test
    void idsAndOffsetsAgreeWithTheGoldenCases() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        for (EncodeCases one : EncodeCases.all()) {
            String text = one.qwen3().get("text").asText();
            Encoding encoding = tokenizer.encode(text);
            assertThat(encoding.ids()).isEqualTo(EncodeCases.ints(one.qwen3().get("input_ids")));
            JsonNode offsets = one.qwen3().get("offsets_codepoints");
            for (int t = 0; t < encoding.length(); t++) {
                assertThat(text.codePointCount(0, encoding.starts()[t]))
                        .isEqualTo(offsets.get(t).get(0).intValue());
                assertThat(text.codePointCount(0, encoding.ends()[t]))
                        .isEqualTo(offsets.get(t).get(1).intValue());
            }
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneCountTwo() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        String text = "a😀𠮷b 你好";
        Encoding encoding = tokenizer.encode(text);
        assertThat(encoding.ends()[encoding.length() - 1]).isEqualTo(text.length());
        int b = 0;
        while (!text.substring(encoding.starts()[b], encoding.ends()[b]).equals("b")) {
            b++;
        }
        assertThat(encoding.starts()[b]).isEqualTo(5);
        assertThat(tokenizer.decode(encoding.ids(), false)).isEqualTo(text);
    }

    @Test
    void streamingNeverGivesHalfACharacter() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        String text = "rare: 𠮷 and 👩‍🚀, 羴, done<|im_end|>";
        StreamingDecoder decoder = new StreamingDecoder(tokenizer, false);
        StringBuilder streamed = new StringBuilder();
        for (int id : tokenizer.encode(text).ids()) {
            String piece = decoder.push(id);
            assertThat(piece).doesNotContain("\uFFFD");
            streamed.append(piece);
        }
        assertThat(streamed.append(decoder.finish())).hasToString(text);
    }

    @Test
    void specialTokensAreKnownByRoleAndId() {
        Tokenizer tokenizer = QwenTokenizer.openOrSkip();
        assertThat(tokenizer.special().eos()).contains("<|im_end|>");
        assertThat(tokenizer.special().pad()).contains("<|endoftext|>");
        assertThat(tokenizer.special().bos()).isEmpty();
        assertThat(tokenizer.idOf("<|im_end|>")).hasValue(151645);
        assertThat(tokenizer.isSpecial(151645)).isTrue();
        assertThat(tokenizer.isSpecial(151667)).isFalse();
        assertThat(tokenizer.tokenOf(151667)).contains("<think>");
        assertThat(tokenizer.endOfTurnCandidates()).containsExactly("<|im_end|>", "<|endoftext|>");
        assertThat(tokenizer.size()).isEqualTo(151669);
    }
}
