package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Parts a text into the pieces that a byte-level BPE encodes each on its own: added tokens, and
 * what the pre-tokenizer's pattern matches. Immutable and thread-safe.
 *
 * <p>Only for tokenizers of which it is sure: they do nothing else to a text (no prefix space, no
 * normalizer but NFC). Within a text it parts the stretches whose characters normalization leaves
 * alone and every version of Unicode puts in the same class.
 */
final class PiecePattern {
    /**
     * Patterns that begin a new piece wherever {@link SureCharacters#part} says so: those of Qwen2
     * and Qwen3, and of Llama 3 and GPT-4.
     */
    private static final Set<String> PART_KINDS = Set.of(known("\\p{N}"), known("\\p{N}{1,3}"));

    private final Pattern pattern;
    private final boolean partsKinds;
    private final List<String> addedTokens;
    private final boolean[] opens = new boolean[128];

    private PiecePattern(Pattern pattern, List<String> addedTokens) {
        this.pattern = pattern;
        this.partsKinds = PART_KINDS.contains(pattern.pattern());
        this.addedTokens = addedTokens;
        addedTokens.forEach(token -> opens[token.charAt(0)] = true);
    }

    /** Takes a text apart at its added tokens, each part from one character to before another. */
    interface SegmentTaker {
        void added(int start, int end);

        /** What stands between added tokens, and has none in it. */
        void between(int start, int end);
    }

    /** Takes one piece, from one character to before another. */
    interface PieceTaker {
        void piece(int start, int end);
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
        if (root.path("post_processor").findValues("trim_offsets").stream()
                .anyMatch(JsonNode::asBoolean)) {
            // The first token of a text would then have other bounds than one within it.
            return Optional.empty();
        }
        Optional<Pattern> pattern = split(root.path("pre_tokenizer"));
        Optional<List<String>> added = addedTokens(root.path("added_tokens"));
        return pattern.isPresent() && added.isPresent()
                ? Optional.of(new PiecePattern(pattern.get(), added.get()))
                : Optional.empty();
    }

    private static String known(String digits) {
        return "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|"
                + digits
                + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
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
     * Hands on the stretches of a text that are encoded independently of each other: added tokens,
     * and what stands between them. They tile the text.
     */
    void segments(String text, SegmentTaker taker) {
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            int length = c < 128 && opens[c] ? addedLength(text, at) : 0;
            if (length > 0) {
                if (at > plain) {
                    taker.between(plain, at);
                }
                taker.added(at, at + length);
                plain = at + length;
                at = plain - 1;
            }
        }
        if (plain < text.length()) {
            taker.between(plain, text.length());
        }
    }

    /**
     * Hands on the pieces of what stands between added tokens, which tile it. Where there are
     * characters it is not sure of, several pieces that only the library can part come as one.
     */
    void pieces(String text, int start, int end, PieceTaker taker) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(false);
        int at = start;
        while (at < end) {
            int unsure = at;
            while (unsure < end && isSure(text, unsure)) {
                unsure++;
            }
            if (unsure == end) {
                split(matcher, at, end, taker);
                return;
            }
            int from = partBefore(text, at, unsure);
            int to = partAfter(text, unsure + 1, end);
            split(matcher, at, from, taker);
            taker.piece(from, to);
            at = to;
        }
    }

    /**
     * The first place at or after one where the text can be cut and both parts encoded on their
     * own, whatever they are; the end where there is none.
     */
    int partAfter(String text, int first, int end) {
        for (int at = first; partsKinds && at < end; at++) {
            if (isPart(text, at)) {
                return at;
            }
        }
        return end;
    }

    /** The last such place after one and before another; the first of them if none. */
    private int partBefore(String text, int first, int last) {
        for (int at = last - 1; partsKinds && at > first; at--) {
            if (isPart(text, at)) {
                return at;
            }
        }
        return first;
    }

    private static boolean isPart(String text, int at) {
        return !Character.isLowSurrogate(text.charAt(at))
                && SureCharacters.part(text.codePointBefore(at), text.codePointAt(at));
    }

    /** The second half of a character is as sure as its first. */
    private static boolean isSure(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at))
                || SureCharacters.kind(text.codePointAt(at)) != SureCharacters.Kind.UNSURE;
    }

    private int addedLength(String text, int at) {
        for (String token : addedTokens) {
            if (text.startsWith(token, at)) {
                return token.length();
            }
        }
        return 0;
    }

    private static void split(Matcher matcher, int start, int end, PieceTaker taker) {
        matcher.region(start, end);
        int at = start;
        while (at < end && matcher.find()) {
            if (matcher.start() > at) {
                taker.piece(at, matcher.start());
            }
            if (matcher.end() > matcher.start()) {
                taker.piece(matcher.start(), matcher.end());
            }
            at = matcher.end();
        }
        if (at < end) {
            taker.piece(at, end);
        }
    }
}
