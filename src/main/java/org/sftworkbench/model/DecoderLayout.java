package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a decoder by their Hub names and shapes, in the order {@code kernels.py} takes
 * them.
 */
final class DecoderLayout {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String OUTPUT = "lm_head.weight";

    private DecoderLayout() {}

    /**
     * One weight.
     *
     * @param name its name in safetensors
     * @param shape dimensions
     * @param norm whether it is a norm's gain, which starts at 1
     */
    record Slot(String name, List<Long> shape, boolean norm) {
        long size() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }
    }

    static List<Slot> of(ModelConfig c) {
        long hidden = c.hiddenSize();
        long query = (long) c.heads() * c.headSize();
        long keyValue = (long) c.keyValueHeads() * c.headSize();
        List<Slot> slots = new ArrayList<>();
        slots.add(matrix(EMBEDDING, c.vocabularySize(), hidden));
        for (int i = 0; i < c.layers().size(); i++) {
            String layer = "model.layers." + i + ".";
            slots.add(norm(layer + "input_layernorm.weight", hidden));
            slots.add(matrix(layer + "self_attn.q_proj.weight", query, hidden));
            slots.add(matrix(layer + "self_attn.k_proj.weight", keyValue, hidden));
            slots.add(matrix(layer + "self_attn.v_proj.weight", keyValue, hidden));
            slots.add(matrix(layer + "self_attn.o_proj.weight", hidden, query));
            slots.add(norm(layer + "self_attn.q_norm.weight", c.headSize()));
            slots.add(norm(layer + "self_attn.k_norm.weight", c.headSize()));
            slots.add(norm(layer + "post_attention_layernorm.weight", hidden));
            slots.add(matrix(layer + "mlp.gate_proj.weight", c.intermediateSize(), hidden));
            slots.add(matrix(layer + "mlp.up_proj.weight", c.intermediateSize(), hidden));
            slots.add(matrix(layer + "mlp.down_proj.weight", hidden, c.intermediateSize()));
        }
        slots.add(norm("model.norm.weight", hidden));
        if (!c.tiedEmbeddings()) {
            slots.add(matrix(OUTPUT, c.vocabularySize(), hidden));
        }
        return slots;
    }

    private static Slot matrix(String name, long rows, long columns) {
        return new Slot(name, List.of(rows, columns), false);
    }

    private static Slot norm(String name, long size) {
        return new Slot(name, List.of(size), true);
    }
}
