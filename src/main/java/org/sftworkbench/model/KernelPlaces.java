package org.sftworkbench.model;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;

/**
 * Where each weight's index stands in the kernels' {@code places}: a few of the whole model, then
 * as many of each layer. A matrix of a layer is followed by its bias and by its adapter.
 *
 * <p>{@code kernels.py} calls these numbers by name, such as {@code @GATE@}.
 */
final class KernelPlaces {
    private static final Pattern NAME = Pattern.compile("@([A-Z_]+)@");
    private static final int BIAS = 1;
    private static final int ADAPTER = 2;

    /** Places of a matrix, its bias and its adapter. */
    private static final int MATRIX = 3;

    private static final int EMBEDDING_ADAPTER = 3;
    private static final int HEAD_ADAPTER = 4;
    private static final int GLOBALS = 5;

    /** Of the whole model's parts from 0, of a layer's from where the layer begins. */
    private static final Map<Part, Integer> OFFSETS = new EnumMap<>(Part.class);

    private static final int PER_LAYER;

    static {
        OFFSETS.put(Part.EMBEDDING, 0);
        OFFSETS.put(Part.FINAL_NORM, 1);
        OFFSETS.put(Part.HEAD, 2);
        int at = norm(Part.INPUT_NORM, 0);
        at = matrix(Part.QUERY, Part.QUERY_BIAS, at);
        at = matrix(Part.KEY, Part.KEY_BIAS, at);
        at = matrix(Part.VALUE, Part.VALUE_BIAS, at);
        at = matrix(Part.OUTPUT, Part.OUTPUT_BIAS, at);
        at = norm(Part.QUERY_NORM, at);
        at = norm(Part.KEY_NORM, at);
        at = norm(Part.ATTENTION_OUTPUT_NORM, at);
        at = norm(Part.MLP_NORM, at);
        at = matrix(Part.GATE, Part.GATE_BIAS, at);
        at = matrix(Part.UP, Part.UP_BIAS, at);
        at = matrix(Part.DOWN, Part.DOWN_BIAS, at);
        PER_LAYER = norm(Part.MLP_OUTPUT_NORM, at);
    }

    private static final Map<String, Integer> NAMES = names();

    private KernelPlaces() {}

    private static int norm(Part part, int at) {
        OFFSETS.put(part, at);
        return at + 1;
    }

    private static int matrix(Part part, Part bias, int at) {
        OFFSETS.put(part, at);
        OFFSETS.put(bias, at + BIAS);
        return at + MATRIX;
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> names = new LinkedHashMap<>();
        OFFSETS.forEach((part, offset) -> names.put(part.name(), offset));
        names.put("EMBEDDING_ADAPTER", EMBEDDING_ADAPTER);
        names.put("HEAD_ADAPTER", HEAD_ADAPTER);
        names.put("GLOBALS", GLOBALS);
        names.put("PER_LAYER", PER_LAYER);
        names.put("BIAS", BIAS);
        names.put("ADAPTER", ADAPTER);
        names.put("MATRIX", MATRIX);
        return names;
    }

    /** Places of a model of so many layers. */
    static int count(int layers) {
        return GLOBALS + PER_LAYER * layers;
    }

    /** The place of a weight. */
    static int of(Role role) {
        int offset = OFFSETS.get(role.part());
        return role.layer() < 0 ? offset : count(role.layer()) + offset;
    }

    /** The place of the adapter of a matrix. */
    static int ofAdapter(Role role) {
        return switch (role.part()) {
            case EMBEDDING -> EMBEDDING_ADAPTER;
            case HEAD -> HEAD_ADAPTER;
            default -> of(role) + ADAPTER;
        };
    }

    /**
     * TorchScript, which has no constants, with the numbers in place of their names.
     *
     * @throws IllegalStateException where there is no place of a name
     */
    static String numbered(String source) {
        return NAME.matcher(source).replaceAll(KernelPlaces::number);
    }

    private static String number(MatchResult name) {
        Integer number = NAMES.get(name.group(1));
        if (number == null) {
            throw new IllegalStateException("the kernels name an unknown place: " + name.group());
        }
        return number.toString();
    }
}
