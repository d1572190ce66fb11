package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;

/** Which settings of {@code config.json} a weight's presence and shape follow from. */
final class ShapeSettings {
    /** What decides on weights that should not be there. */
    static final String OF_PRESENCE =
            "model_type, num_hidden_layers, attention_bias, mlp_bias, tie_word_embeddings";

    private ShapeSettings() {}

    /** Their names, for a complaint. */
    static String of(DecoderLayout.Role role) {
        List<String> names = new ArrayList<>();
        if (role.layer() >= 0) {
            names.add("num_hidden_layers");
        }
        switch (role.part()) {
            case EMBEDDING -> names.addAll(List.of("vocab_size", "hidden_size"));
            case HEAD -> names.addAll(List.of("vocab_size", "hidden_size", "tie_word_embeddings"));
            case QUERY, KEY, VALUE, OUTPUT -> {
                names.addAll(List.of("num_attention_heads", "num_key_value_heads"));
                names.addAll(List.of("head_dim", "hidden_size"));
            }
            case QUERY_BIAS, KEY_BIAS, VALUE_BIAS, OUTPUT_BIAS -> {
                names.addAll(List.of("attention_bias", "num_attention_heads"));
                names.addAll(List.of("num_key_value_heads", "head_dim", "hidden_size"));
            }
            case QUERY_NORM, KEY_NORM ->
                    names.addAll(List.of("head_dim", "hidden_size", "num_attention_heads"));
            case GATE, UP, DOWN -> names.addAll(List.of("intermediate_size", "hidden_size"));
            case GATE_BIAS, UP_BIAS, DOWN_BIAS ->
                    names.addAll(List.of("mlp_bias", "intermediate_size", "hidden_size"));
            default -> names.add("hidden_size");
        }
        return String.join(", ", names);
    }
}
