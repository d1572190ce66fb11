package org.sftworkbench.starter;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts text into the pieces that BPE never merges across, as Qwen's tokenizers do. Immutable. */
final class PreTokenizer {
    /** The expression of Qwen2's and Qwen3's {@code tokenizer.json}. */
    static final String QWEN =
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final Pattern PATTERN =
            Pattern.compile(QWEN, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE);

    void split(String text, Consumer<String> pieces) {
        Matcher matcher = PATTERN.matcher(text);
        while (matcher.find()) {
            pieces.accept(matcher.group());
        }
    }
}
