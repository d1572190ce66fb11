package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a decoder by role, Hub name and shape, in the order the kernels take them. */
final class DecoderLayout {
    static final String EMBEDDING = "model.embed_tokens.weight";
    static final String OUTPUT = "lm_head.weight";

    private final ModelConfig config;
    private final List<Slot> slots = new ArrayList<>();

    private DecoderLayout(ModelConfig config) {
        this.config = config;
    }

    /** What a weight does. */
    enum Part {
        /** [V, C]. */
        EMBEDDING,
        FINAL_NORM,
        /** [V, C]; absent where the embedding is the output projection. */
        HEAD,
        /** Before attention. */
        INPUT_NORM,
        /** [H·D, C]; with fused projections [H·D + 2·G·D, C]: query, key and value. */
        QUERY,
        QUERY_BIAS,
        KEY,
        KEY_BIAS,
        VALUE,
        VALUE_BIAS,
        OUTPUT,
        OUTPUT_BIAS,
        /** Over one head. */
        QUERY_NORM,
        /** Over one head. */
        KEY_NORM,
        /** After attention, before it is added. */
        ATTENTION_OUTPUT_NORM,
        /** Before the MLP. */
        MLP_NORM,
        /** [I, C]; with fused projections [2·I, C]: gate and up. */
        GATE,
        GATE_BIAS,
        UP,
        UP_BIAS,
        DOWN,
        DOWN_BIAS,
        /** After the MLP, before it is added. */
        MLP_OUTPUT_NORM
    }

    /**
     * Where a weight belongs.
     *
     * @param layer from 0; -1 for what stands outside the layers
     * @param part what it does there
     */
    record Role(int layer, Part part) {}

    /**
     * One weight.
     *
     * @param name its name in safetensors
     * @param shape dimensions
     * @param norm whether it is a norm's gain
     * @param role what it is for
     */
    record Slot(String name, List<Long> shape, boolean norm, Role role) {
        long size() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        boolean isBias() {
            return name.endsWith(".bias");
        }
    }

    static List<Slot> of(ModelConfig config) {
        DecoderLayout layout = new DecoderLayout(config);
        layout.matrix(-1, Part.EMBEDDING, EMBEDDING, config.vocabularySize(), config.hiddenSize());
        for (int i = 0; i < config.layers().size(); i++) {
            layout.attention(i);
            layout.mlp(i);
        }
        layout.norm(-1, Part.FINAL_NORM, "model.norm", config.hiddenSize());
        if (!config.tiedEmbeddings()) {
            layout.matrix(-1, Part.HEAD, OUTPUT, config.vocabularySize(), config.hiddenSize());
        }
        return List.copyOf(layout.slots);
    }

    /**
     * The weights in groups: those that multiply the same input, and their biases, so that they can
     * be had at once; every other alone.
     */
    static List<List<Slot>> joined(List<Slot> slots) {
        Map<Role, List<Slot>> groups = new LinkedHashMap<>();
        for (Slot slot : slots) {
            Role first = new Role(slot.role().layer(), firstOf(slot.role().part()));
            groups.computeIfAbsent(first, role -> new ArrayList<>()).add(slot);
        }
        return List.copyOf(groups.values());
    }

    private static Part firstOf(Part part) {
        return switch (part) {
            case KEY, VALUE -> Part.QUERY;
            case KEY_BIAS, VALUE_BIAS -> Part.QUERY_BIAS;
            case UP -> Part.GATE;
            case UP_BIAS -> Part.GATE_BIAS;
            default -> part;
        };
    }

    private void attention(int i) {
        String layer = "model.layers." + i + ".";
        String attention = layer + "self_attn.";
        long hidden = config.hiddenSize();
        long query = (long) config.heads() * config.headSize();
        long keyValue = (long) config.keyValueHeads() * config.headSize();
        boolean biased = config.biases().queryKeyValue();
        norm(i, Part.INPUT_NORM, layer + "input_layernorm", hidden);
        if (config.fusedProjections()) {
            long all = query + 2 * keyValue;
            linear(i, Part.QUERY, Part.QUERY_BIAS, attention + "qkv_proj", all, hidden, biased);
        } else {
            linear(i, Part.QUERY, Part.QUERY_BIAS, attention + "q_proj", query, hidden, biased);
            linear(i, Part.KEY, Part.KEY_BIAS, attention + "k_proj", keyValue, hidden, biased);
            linear(i, Part.VALUE, Part.VALUE_BIAS, attention + "v_proj", keyValue, hidden, biased);
        }
        boolean outputBiased = config.biases().output();
        linear(i, Part.OUTPUT, Part.OUTPUT_BIAS, attention + "o_proj", hidden, query, outputBiased);
        if (config.queryKeyNorm()) {
            norm(i, Part.QUERY_NORM, attention + "q_norm", config.headSize());
            norm(i, Part.KEY_NORM, attention + "k_norm", config.headSize());
        }
    }

    private void mlp(int i) {
        String layer = "model.layers." + i + ".";
        String mlp = layer + "mlp.";
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        boolean biased = config.biases().mlp();
        // The Hub calls the norm before the MLP "post attention", but for Gemma, where it really
        // is.
        if (config.outputNorms()) {
            norm(i, Part.ATTENTION_OUTPUT_NORM, layer + "post_attention_layernorm", hidden);
            norm(i, Part.MLP_NORM, layer + "pre_feedforward_layernorm", hidden);
        } else {
            norm(i, Part.MLP_NORM, layer + "post_attention_layernorm", hidden);
        }
        if (config.fusedProjections()) {
            linear(i, Part.GATE, Part.GATE_BIAS, mlp + "gate_up_proj", 2 * inner, hidden, biased);
        } else {
            linear(i, Part.GATE, Part.GATE_BIAS, mlp + "gate_proj", inner, hidden, biased);
            linear(i, Part.UP, Part.UP_BIAS, mlp + "up_proj", inner, hidden, biased);
        }
        linear(i, Part.DOWN, Part.DOWN_BIAS, mlp + "down_proj", hidden, inner, biased);
        if (config.outputNorms()) {
            norm(i, Part.MLP_OUTPUT_NORM, layer + "post_feedforward_layernorm", hidden);
        }
    }

    private void linear(
            int layer, Part part, Part bias, String name, long out, long in, boolean biased) {
        matrix(layer, part, name + ".weight", out, in);
        if (biased) {
            slots.add(new Slot(name + ".bias", List.of(out), false, new Role(layer, bias)));
        }
    }

    private void matrix(int layer, Part part, String name, long rows, long columns) {
        slots.add(new Slot(name, List.of(rows, columns), false, new Role(layer, part)));
    }

    private void norm(int layer, Part part, String name, long size) {
        slots.add(new Slot(name + ".weight", List.of(size), true, new Role(layer, part)));
    }
}
