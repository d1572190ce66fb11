package org.sftworkbench.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that is told token by token is the text of all tokens. */
class StreamingDecoderTest {
    private static final String WORDS =
            """
            {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
             "added_tokens": [{"id": 0, "content": "</s>", "single_word": false, "lstrip": false,
                               "rstrip": false, "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
                               "split": true},
             "post_processor": null,
             "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always",
                         "split": true},
             "model": {"type": "WordLevel", "unk_token": "</s>",
                       "vocab": {"</s>": 0, "▁one": 1, "▁two": 2}}}
            """;

    @Test
    void tokensThatAreLeftOutDoNotSwallowTheSpaceAfterThem(@TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("tokenizer.json"), WORDS);
        int[] ids = {0, 1, 0, 0, 2, 0, 1};
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(directory)) {
            StreamingDecoder decoder = new StreamingDecoder(tokenizer, true);
            StringBuilder told = new StringBuilder();
            for (int id : ids) {
                told.append(decoder.push(id));
            }
            assertThat(told.append(decoder.finish())).hasToString("one two one");
            assertThat(tokenizer.decode(ids, true)).isEqualTo("one two one");
        }
    }
}
