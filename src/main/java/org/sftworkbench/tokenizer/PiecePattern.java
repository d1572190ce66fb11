package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Parts a text into the pieces that a byte-level BPE encodes each on its own: added tokens, and
 * what the pre-tokenizer's pattern matches. Immutable and thread-safe.
 *
 * <p>Only for tokenizers and texts of which it is sure: the tokenizer does nothing else to a text
 * (no prefix space, no normalizer but NFC), and the text has only characters that normalization
 * leaves alone and that every version of Unicode puts in the same class.
 */
final class PiecePattern {
    private final Pattern pattern;
    private final List<String> addedTokens;
    private final boolean[] opens = new boolean[128];

    private PiecePattern(Pattern pattern, List<String> addedTokens) {
        this.pattern = pattern;
        this.addedTokens = addedTokens;
        addedTokens.forEach(token -> opens[token.charAt(0)] = true);
    }

    /** Takes one piece, from one character to before another. */
    interface Taker {
        void take(int start, int end);
    }

    /**
     * @param root a {@code tokenizer.json}
     * @return empty where the tokenizer does more than parting and byte-level BPE
     */
    static Optional<PiecePattern> of(JsonNode root) {
        JsonNode model = root.path("model");
        boolean plainModel =
                isType(model, "BPE")
                        && model.path("dropout").isNull()
                        && !model.path("byte_fallback").asBoolean()
                        && model.path("continuing_subword_prefix").asText("").isEmpty()
                        && model.path("end_of_word_suffix").asText("").isEmpty();
        JsonNode normalizer = root.path("normalizer");
        if (!plainModel || !(normalizer.isNull() || isType(normalizer, "NFC"))) {
            return Optional.empty();
        }
        Optional<Pattern> pattern = split(root.path("pre_tokenizer"));
        Optional<List<String>> added = addedTokens(root.path("added_tokens"));
        return pattern.isPresent() && added.isPresent()
                ? Optional.of(new PiecePattern(pattern.get(), added.get()))
                : Optional.empty();
    }

    private static Optional<Pattern> split(JsonNode preTokenizer) {
        JsonNode steps = preTokenizer.path("pretokenizers");
        JsonNode split = steps.path(0);
        JsonNode bytes = steps.path(1);
        boolean known =
                isType(preTokenizer, "Sequence")
                        && steps.size() == 2
                        && isType(split, "Split")
                        && split.path("behavior").asText().equals("Isolated")
                        && !split.path("invert").asBoolean()
                        && split.path("pattern").path("Regex").isTextual()
                        && isType(bytes, "ByteLevel")
                        && !bytes.path("add_prefix_space").asBoolean(true)
                        && !bytes.path("use_regex").asBoolean(true);
        if (!known) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Pattern.compile(
                            split.path("pattern").path("Regex").asText(),
                            Pattern.UNICODE_CHARACTER_CLASS));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> addedTokens(JsonNode tokens) {
        List<String> added = new ArrayList<>();
        for (JsonNode token : tokens) {
            String content = token.path("content").asText();
            boolean plain =
                    !token.path("lstrip").asBoolean()
                            && !token.path("rstrip").asBoolean()
                            && !token.path("single_word").asBoolean()
                            && !token.path("normalized").asBoolean()
                            && !content.isEmpty()
                            && content.charAt(0) < 128;
            if (!plain) {
                return Optional.empty();
            }
            added.add(content);
        }
        added.sort(Comparator.comparingInt(String::length).reversed());
        return Optional.of(added);
    }

    private static boolean isType(JsonNode node, String type) {
        return node.path("type").asText().equals(type);
    }

    /**
     * Hands on the pieces of a text, which tile it.
     *
     * @return false, and nothing handed on, where the text has characters it is not sure of
     */
    boolean pieces(String text, Taker taker) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSure(text.charAt(i))) {
                return false;
            }
        }
        Matcher matcher = pattern.matcher(text).useTransparentBounds(false);
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int length = c < 128 && opens[c] ? addedLength(text, at) : 0;
            if (length > 0) {
                split(matcher, plain, at, taker);
                taker.take(at, at + length);
                plain = at + length;
                at = plain - 1;
            }
        }
        split(matcher, plain, text.length(), taker);
        return true;
    }

    private int addedLength(String text, int at) {
        for (String token : addedTokens) {
            if (text.startsWith(token, at)) {
                return token.length();
            }
        }
        return 0;
    }

    private static void split(Matcher matcher, int start, int end, Taker taker) {
        matcher.region(start, end);
        int at = start;
        while (at < end && matcher.find()) {
            if (matcher.start() > at) {
                taker.take(at, matcher.start());
            }
            if (matcher.end() > matcher.start()) {
                taker.take(matcher.start(), matcher.end());
            }
            at = matcher.end();
        }
        if (at < end) {
            taker.take(at, end);
        }
    }

    /** Latin, typographic signs, ideographs and their punctuation, all as old as Unicode itself. */
    private static boolean isSure(char c) {
        return (c < 0x180 && c != 0x17F)
                || (c >= 0x2010 && c <= 0x2027)
                || (c >= 0x3001 && c <= 0x3003)
                || (c >= 0x3008 && c <= 0x3011)
                || (c >= 0x4E00 && c <= 0x9FA5)
                || (c >= 0xFF01 && c <= 0xFF5E);
    }
}
