package org.sftworkbench.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads what differs between a model's layers: which see a window only, and their rotations. */
final class LayerReader {
    private static final String TYPES = "layer_types";
    private static final String FULL = "full_attention";
    private static final String SLIDING = "sliding_attention";

    private final ConfigFile file;
    private final DecoderDraft draft;

    LayerReader(ConfigFile file, DecoderDraft draft) {
        this.file = file;
        this.draft = draft;
    }

    /** All layers the same, whatever the file says in fields these families do not have. */
    void alike(Optional<Integer> window, RopeReader.Reading rope) {
        for (String type : types(i -> window.isPresent())) {
            if (type.equals(SLIDING) != window.isPresent()) {
                throw file.wrong(
                        TYPES, "mixes \"" + type + "\" in; layers of this model type are alike");
            }
            add(type, window, Optional.of(rope));
        }
    }

    /** Upper layers slide where sliding is switched on. */
    void qwen() {
        Optional<Integer> window =
                file.flag("use_sliding_window", false) ? draft.slidingWindow : Optional.empty();
        int from = file.has("max_window_layers") ? windowsFrom() : 28;
        RopeReader.Reading rope = draft.ropes().whole(10_000);
        for (String type : types(i -> window.isPresent() && i >= from)) {
            add(type, window, Optional.of(rope));
        }
    }

    private int windowsFrom() {
        double from = file.number("max_window_layers");
        if (from != Math.rint(from) || from < 0) {
            throw file.wrong(
                    "max_window_layers",
                    "is " + file.node("max_window_layers") + "; it must be a number of layers");
        }
        return (int) from;
    }

    /** Every other layer slides, from the first. */
    void gemma2() {
        RopeReader.Reading rope = draft.ropes().whole(10_000);
        for (String type : types(i -> i % 2 == 0)) {
            add(type, draft.slidingWindow, Optional.of(rope));
        }
    }

    /** All but every sixth layer slide, and turn by other frequencies. */
    void gemma3() {
        int pattern = file.positive("sliding_window_pattern", 6, Integer.MAX_VALUE);
        Map<String, RopeReader.Reading> ropes = new HashMap<>();
        for (String type : types(i -> (i + 1) % pattern != 0)) {
            RopeReader.Reading rope = ropes.computeIfAbsent(type, draft.ropes()::of);
            add(type, draft.slidingWindow, Optional.of(rope));
        }
    }

    /** Every fourth layer does not turn, and these slide where sliding is switched on. */
    void smolLm3() {
        List<Boolean> turned = turned();
        boolean slides = file.flag("use_sliding_window", false) && draft.slidingWindow.isPresent();
        RopeReader.Reading rope = draft.ropes().whole(2_000_000);
        List<String> types = types(i -> slides && !turned.get(i));
        for (int i = 0; i < types.size(); i++) {
            add(
                    types.get(i),
                    draft.slidingWindow,
                    turned.get(i) ? Optional.of(rope) : Optional.empty());
        }
    }

    private List<Boolean> turned() {
        String field = "no_rope_layers";
        List<Boolean> turned = new ArrayList<>();
        if (file.says(field)) {
            for (JsonNode entry : file.list(field)) {
                if (!entry.isIntegralNumber() && !entry.isBoolean()) {
                    throw file.wrong(field, "holds " + entry + "; its entries must be 0 or 1");
                }
                turned.add(entry.asBoolean());
            }
            if (turned.size() < draft.layerCount) {
                throw file.wrong(
                        field,
                        "has "
                                + turned.size()
                                + " entries for "
                                + draft.layerCount
                                + " layers (num_hidden_layers)");
            }
            return turned;
        }
        int interval = file.positive("no_rope_layer_interval", 4, Integer.MAX_VALUE);
        for (int i = 0; i < draft.layerCount; i++) {
            turned.add((i + 1) % interval != 0);
        }
        return turned;
    }

    /** The kind of each layer, as the file lists them or else by the family's rule. */
    private List<String> types(IntPredicate slidesByRule) {
        List<String> types = new ArrayList<>();
        if (!file.says(TYPES)) {
            for (int i = 0; i < draft.layerCount; i++) {
                types.add(slidesByRule.test(i) ? SLIDING : FULL);
            }
            return types;
        }
        for (JsonNode entry : file.list(TYPES)) {
            String type = entry.asText();
            if (!List.of(FULL, SLIDING, "attention").contains(type)) {
                throw file.wrong(
                        TYPES,
                        "holds " + entry + "; " + FULL + " and " + SLIDING + " are supported");
            }
            types.add(type.equals(SLIDING) ? SLIDING : FULL);
        }
        if (types.size() != draft.layerCount) {
            throw file.wrong(
                    TYPES,
                    "has "
                            + types.size()
                            + " entries for "
                            + draft.layerCount
                            + " layers (num_hidden_layers)");
        }
        return types;
    }

    private void add(String type, Optional<Integer> window, Optional<RopeReader.Reading> rope) {
        if (type.equals(SLIDING) && window.isEmpty()) {
            throw file.wrong(
                    TYPES,
                    "has layers with " + SLIDING + ", but no sliding_window is set or switched on");
        }
        rope.ifPresent(r -> draft.maxPositions = Math.min(draft.maxPositions, r.reach()));
        draft.layers.add(
                new ModelConfig.Layer(
                        type.equals(SLIDING) ? window.get() : 0,
                        rope.map(RopeReader.Reading::rope)));
    }
}
