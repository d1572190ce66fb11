package org.sftworkbench.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * The class that transformers 5.18 makes a tokenizer of, as far as it matters here: which special
 * tokens it names where the configuration does not, and whether it builds its {@link ClassSteps
 * steps} itself.
 */
enum TokenizerClass {
    QWEN2(
            "Qwen2Tokenizer",
            Map.of(
                    "eos_token", "<|endoftext|>",
                    "unk_token", "<|endoftext|>",
                    "pad_token", "<|endoftext|>")),
    LLAMA("LlamaTokenizer", Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>")),
    GEMMA(
            "GemmaTokenizer",
            Map.of(
                    "bos_token", "<bos>",
                    "eos_token", "<eos>",
                    "unk_token", "<unk>",
                    "pad_token", "<pad>",
                    "mask_token", "<mask>")),
    GPT2(
            "GPT2Tokenizer",
            Map.of(
                    "bos_token", "<|endoftext|>",
                    "eos_token", "<|endoftext|>",
                    "unk_token", "<|endoftext|>")),
    /** Any other: the file is run as it stands. */
    OF_THE_FILE("", Map.of());

    /** The classes of model types whose configurations need not name one. */
    private static final Map<String, TokenizerClass> OF_MODELS =
            Map.of("qwen2", QWEN2, "qwen3", QWEN2, "gemma2", GEMMA, "gemma3_text", GEMMA);

    /** Model types whose configurations are known to name a wrong class, which is not used. */
    private static final Set<String> OWN_CLASS = Set.of("qwen2");

    /** Model types whose tokenizers are run as they stand, whatever class is named. */
    private static final Set<String> NO_CLASS = Set.of("mistral", "phi3");

    private final String name;
    private final Map<String, String> specialTokens;

    TokenizerClass(String name, Map<String, String> specialTokens) {
        this.name = name;
        this.specialTokens = specialTokens;
    }

    /** As transformers calls it; empty for that of the file. */
    String pythonName() {
        return name;
    }

    /** The special tokens that it names, by role. */
    Map<String, String> specialTokens() {
        return specialTokens;
    }

    /**
     * The class that transformers chooses.
     *
     * @param config {@code tokenizer_config.json}
     * @param model {@code config.json}; empty where there is none
     */
    static TokenizerClass of(JsonNode config, JsonNode model) {
        String type = model.path("model_type").asText();
        if (NO_CLASS.contains(type)) {
            return OF_THE_FILE;
        }
        TokenizerClass own = OF_MODELS.getOrDefault(type, OF_THE_FILE);
        if (OWN_CLASS.contains(type)) {
            return own;
        }
        String named = config.path("tokenizer_class").asText("");
        String given = named.isEmpty() ? model.path("tokenizer_class").asText("") : named;
        return given.isEmpty() || given.equals("null") ? own : named(given);
    }

    private static TokenizerClass named(String given) {
        String name = given.endsWith("Fast") ? given.substring(0, given.length() - 4) : given;
        for (TokenizerClass known : values()) {
            if (known != OF_THE_FILE && known.name.equals(name)) {
                return known;
            }
        }
        return OF_THE_FILE;
    }
}
