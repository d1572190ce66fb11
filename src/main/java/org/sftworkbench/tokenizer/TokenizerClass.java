package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * The class that transformers makes a tokenizer of, as far as it matters here: which special tokens
 * it names where the configuration does not.
 */
final class TokenizerClass {
    private static final String QWEN2 = "Qwen2Tokenizer";
    private static final String GEMMA = "GemmaTokenizer";
    private static final String END_OF_TEXT = "<|endoftext|>";

    private static final Map<String, Map<String, String>> NAMED =
            Map.of(
                    QWEN2,
                    Map.of(
                            "eos_token", END_OF_TEXT,
                            "unk_token", END_OF_TEXT,
                            "pad_token", END_OF_TEXT),
                    "LlamaTokenizer",
                    Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>"),
                    GEMMA,
                    Map.of(
                            "bos_token", "<bos>",
                            "eos_token", "<eos>",
                            "unk_token", "<unk>",
                            "pad_token", "<pad>",
                            "mask_token", "<mask>"),
                    "GPT2Tokenizer",
                    Map.of(
                            "bos_token", END_OF_TEXT,
                            "eos_token", END_OF_TEXT,
                            "unk_token", END_OF_TEXT));

    /** The classes of model types whose configurations need not name one. */
    private static final Map<String, String> OF_MODELS =
            Map.of("qwen2", QWEN2, "qwen3", QWEN2, "gemma2", GEMMA, "gemma3_text", GEMMA);

    /** Model types whose configurations are known to name a wrong class, which is not used. */
    private static final Set<String> OWN_CLASS = Set.of("qwen2");

    /** Model types whose tokenizers are run as they stand, whatever class is named. */
    private static final Set<String> NO_CLASS = Set.of("mistral", "phi3");

    private TokenizerClass() {}

    /**
     * The special tokens of the class that transformers 5.18 chooses, by name.
     *
     * @param config {@code tokenizer_config.json}
     * @param model {@code config.json}; empty where there is none
     */
    static Map<String, String> defaults(JsonNode config, JsonNode model) {
        return NAMED.getOrDefault(name(config, model), Map.of());
    }

    private static String name(JsonNode config, JsonNode model) {
        String type = model.path("model_type").asText();
        if (NO_CLASS.contains(type)) {
            return "";
        }
        String own = OF_MODELS.getOrDefault(type, "");
        if (OWN_CLASS.contains(type)) {
            return own;
        }
        String named = config.path("tokenizer_class").asText("");
        String given = named.isEmpty() ? model.path("tokenizer_class").asText("") : named;
        if (given.isEmpty() || given.equals("null")) {
            return own;
        }
        return given.endsWith("Fast") ? given.substring(0, given.length() - 4) : given;
    }
}
