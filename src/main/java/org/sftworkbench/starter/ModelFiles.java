package org.sftworkbench.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the starter's {@code config.json} and {@code generation_config.json} as the Hub has them
 * for Qwen3. Stateless.
 */
public final class ModelFiles {
    static final double NORM_EPSILON = 1e-6;
    static final double ROPE_THETA = 10_000;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Writes both files into a directory.
     *
     * @param learned entries of the vocabulary before the added tokens
     */
    public void write(ModelShape shape, int learned, Path directory) throws IOException {
        json.writeValue(directory.resolve("config.json").toFile(), config(shape, learned));
        json.writeValue(directory.resolve("generation_config.json").toFile(), generation(learned));
    }

    private ObjectNode config(ModelShape shape, int learned) {
        ObjectNode root = json.createObjectNode();
        root.putArray("architectures").add("Qwen3ForCausalLM");
        root.put("attention_bias", false).put("attention_dropout", 0.0);
        root.put("eos_token_id", learned + 2).put("pad_token_id", learned);
        root.put("head_dim", shape.headSize()).put("hidden_act", "silu");
        root.put("hidden_size", shape.hiddenSize()).put("initializer_range", 0.02);
        root.put("intermediate_size", shape.intermediateSize());
        root.put("max_position_embeddings", shape.maxPositions());
        root.put("model_type", "qwen3");
        root.put("num_attention_heads", shape.heads());
        root.put("num_hidden_layers", shape.layers());
        root.put("num_key_value_heads", shape.keyValueHeads());
        root.put("rms_norm_eps", NORM_EPSILON);
        root.put("rope_theta", ROPE_THETA);
        root.put("tie_word_embeddings", true);
        root.put("torch_dtype", "bfloat16");
        root.put("use_cache", true);
        root.put("vocab_size", learned + TokenizerFiles.ADDED);
        return root;
    }

    private ObjectNode generation(int learned) {
        ObjectNode root = json.createObjectNode();
        root.put("do_sample", false);
        // Only the end of a turn ends an answer: the base model, which ends documents at most, goes
        // on into the next one.
        root.put("eos_token_id", learned + 2);
        root.put("pad_token_id", learned);
        return root;
    }
}
