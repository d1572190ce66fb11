package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * How a tokenizer's class normalizes, parts, merges and decodes. transformers 5.18 takes
 * vocabulary, merges and post-processor from {@code tokenizer.json}, and for some classes nothing
 * else: what the file says of the rest is not what a model is trained with there.
 *
 * @param ofClass whose steps they are
 * @param prefixSpace whether a space goes before a text, where the configuration says so
 * @param legacy whether one goes before every stretch between added tokens, for {@link
 *     TokenizerClass#LLAMA}
 * @param unknown the unknown token, where there is one
 */
record ClassSteps(
        TokenizerClass ofClass,
        Optional<Boolean> prefixSpace,
        boolean legacy,
        Optional<String> unknown) {
    private static final String QWEN2_WORDS =
            """
            {"type": "Split", "behavior": "Isolated", "invert": false, "pattern": {"Regex":
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|\\\\p{N}|\
             ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"}}""";
    private static final String BYTES =
            """
            {"type": "ByteLevel", "add_prefix_space": @SPACE, "trim_offsets": true,
             "use_regex": @REGEX}""";
    private static final String METASPACE =
            """
            {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "@WHERE", "split": false}""";
    private static final String SPACES_PARTED =
            """
            {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious",
             "invert": false}""";
    private static final String SPACES_MARKED =
            """
            {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}""";
    private static final String BYTES_DECODED =
            """
            {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
            {"type": "ByteFallback"}, {"type": "Fuse"}""";
    private static final String FIRST_SPACE_DROPPED =
            """
            {"type": "Strip", "content": " ", "start": 1, "stop": 0}""";

    /**
     * Puts them in the place of the file's.
     *
     * @param root what {@code tokenizer.json} holds; is changed
     * @return whether they are others
     */
    boolean applyTo(ObjectNode root) {
        if (!(root.get("model") instanceof ObjectNode model)
                || !model.path("type").asText().equals("BPE")) {
            return false;
        }
        return switch (ofClass) {
            case QWEN2 ->
                    new Merging(null, false, false).applyTo(model)
                            | set(root, "normalizer", "{\"type\": \"NFC\"}")
                            | set(root, "pre_tokenizer", sequence("pretokenizers", qwen2Parts()))
                            | decodesBytes(root);
            case GPT2 ->
                    new Merging(null, false, false).applyTo(model)
                            | set(root, "normalizer", "null")
                            | set(root, "pre_tokenizer", bytes(true))
                            | decodesBytes(root);
            case LLAMA ->
                    new Merging(null, true, true).applyTo(model)
                            | set(root, "normalizer", "null")
                            | set(root, "pre_tokenizer", METASPACE.replace("@WHERE", prepended()))
                            | set(root, "decoder", sequence("decoders", llamaDecoders()));
            case GEMMA ->
                    new Merging(unknown.orElse(null), true, true).applyTo(model)
                            | set(root, "normalizer", SPACES_MARKED)
                            | set(root, "pre_tokenizer", SPACES_PARTED)
                            | set(root, "decoder", sequence("decoders", BYTES_DECODED));
            case OF_THE_FILE -> false;
        };
    }

    private String qwen2Parts() {
        return QWEN2_WORDS + ", " + bytes(false);
    }

    private String bytes(boolean usesRegex) {
        return bytes(prefixSpace.orElse(false), usesRegex);
    }

    private static String bytes(boolean prefixSpace, boolean usesRegex) {
        return BYTES.replace("@SPACE", Boolean.toString(prefixSpace))
                .replace("@REGEX", Boolean.toString(usesRegex));
    }

    private String prepended() {
        return !prefixSpace.orElse(true) ? "never" : legacy ? "always" : "first";
    }

    private String llamaDecoders() {
        return prefixSpace.orElse(true)
                ? BYTES_DECODED + ", " + FIRST_SPACE_DROPPED
                : BYTES_DECODED;
    }

    private static String sequence(String steps, String of) {
        return "{\"type\": \"Sequence\", \"" + steps + "\": [" + of + "]}";
    }

    private static boolean decodesBytes(ObjectNode root) {
        // A decoder of bytes does the same whatever its settings.
        return !root.path("decoder").path("type").asText().equals("ByteLevel")
                && set(root, "decoder", bytes(true, true));
    }

    private static boolean set(ObjectNode root, String name, String json) {
        JsonNode step = read(json);
        // In a step, unlike in what comes after all of them, nothing depends on trimming.
        if (withoutTrimming(step).equals(withoutTrimming(root.get(name)))) {
            return false;
        }
        root.set(name, step);
        return true;
    }

    private static JsonNode withoutTrimming(JsonNode step) {
        if (step == null) {
            return NullNode.getInstance();
        }
        JsonNode copy = step.deepCopy();
        copy.findParents("trim_offsets").forEach(p -> ((ObjectNode) p).remove("trim_offsets"));
        return copy;
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How pieces are merged.
     *
     * @param unknown what stands for characters that are not in the vocabulary, or null
     * @param fused whether several of them are one token
     * @param byBytes whether they are taken byte by byte where the vocabulary has bytes
     */
    private record Merging(String unknown, boolean fused, boolean byBytes) {
        /** Returns whether the model did it otherwise. */
        boolean applyTo(ObjectNode model) {
            boolean other =
                    model.path("fuse_unk").asBoolean() != fused
                            || model.path("byte_fallback").asBoolean() != byBytes
                            || model.path("ignore_merges").asBoolean()
                            || model.path("dropout").asDouble() != 0
                            || !Objects.equals(model.path("unk_token").textValue(), unknown)
                            || !model.path("continuing_subword_prefix").asText("").isEmpty()
                            || !model.path("end_of_word_suffix").asText("").isEmpty();
            if (other) {
                model.putNull("dropout");
                model.put("unk_token", unknown);
                model.put("continuing_subword_prefix", "");
                model.put("end_of_word_suffix", "");
                model.put("fuse_unk", fused);
                model.put("byte_fallback", byBytes);
                model.put("ignore_merges", false);
            }
            return other;
        }
    }
}
