package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;
import org.sftworkbench.model.DecoderLayout.Slot;
import org.sftworkbench.model.device.ComputeDevice;

/**
 * The attributes of {@code kernels.py} for one model: its architecture's numbers, and where each
 * weight stands in the list that every call hands over.
 */
final class KernelSettings {
    private static final int ABSENT = -1;

    private KernelSettings() {}

    /**
     * @param weights in the order of the calls
     * @param adapters of some of them
     */
    static Map<String, Object> of(
            ModelConfig config, List<Slot> weights, LoraAdapters adapters, Loading loading) {
        int all = weights.size() + 2 * adapters.pairs().size();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("training", false);
        settings.put("layers", config.layers().size());
        settings.put("heads", config.heads());
        settings.put("kv_heads", config.keyValueHeads());
        settings.put("head_size", config.headSize());
        settings.put("eps", config.normEps());
        settings.put("gain_offset", config.gainOffset());
        settings.put("activation", config.activation().ordinal());
        settings.put("embedding_scale", config.embeddingScale());
        settings.put("attention_scale", config.attentionScale());
        settings.put("attention_cap", config.attentionCap());
        settings.put("logit_cap", config.logitCap());
        settings.put("padding_id", config.paddingId().orElse(ABSENT));
        settings.put("dropout", adapters.dropout());
        settings.put("windows", config.layers().stream().map(ModelConfig.Layer::window).toList());
        List<Rope> ropes = RotaryTables.distinct(config);
        settings.put(
                "ropes",
                config.layers().stream()
                        .map(layer -> layer.rope().map(ropes::indexOf).orElse(ABSENT))
                        .toList());
        settings.put("trainable", trainable(weights, adapters, loading.trainable(), all));
        settings.put("scales", scales(weights.size(), adapters, all));
        settings.put("joined", adapters.pairs().isEmpty());
        settings.put("at_once", attendsAtOnce(config, loading));
        settings.put("onednn", loading.device().isGpu() ? 0 : loading.oneDnn().least());
        settings.put("places", places(config, weights, adapters));
        settings.put(
                "packed",
                new PickledModule.EmptyDictionary(
                        "Dict[int,"
                                + " List[__torch__.torch.classes.quantized.LinearPackedParamsBase]]"));
        settings.put("packed_scales", new PickledModule.EmptyDictionary("Dict[int, float]"));
        settings.put("taping", false);
        settings.put("tape", new PickledModule.EmptyList("List[Tensor]"));
        settings.put("taped", new PickledModule.EmptyList("List[int]"));
        return settings;
    }

    /**
     * Whether CUDA has a kernel that attends rows of different lengths: heads of a multiple of 8
     * numbers, whose scores are not capped; FlashAttention also wants Ampere or later, and 256
     * numbers at most.
     */
    private static boolean attendsAtOnce(ModelConfig config, Loading loading) {
        return loading.device().isGpu()
                && config.attentionCap() == 0
                && config.headSize() % 8 == 0
                && (loading.precision() == Precision.FLOAT32
                        || (config.headSize() <= 256
                                && ComputeDevice.multipliesBf16(loading.device())));
    }

    private static List<Boolean> trainable(
            List<Slot> weights, LoraAdapters adapters, boolean trainable, int all) {
        List<Boolean> flags = new ArrayList<>(Collections.nCopies(all, trainable));
        for (int i = 0; i < weights.size(); i++) {
            flags.set(i, trainable && adapters.trains(weights.get(i)));
        }
        return flags;
    }

    private static List<Double> scales(int first, LoraAdapters adapters, int all) {
        List<Double> scales = new ArrayList<>(Collections.nCopies(all, 1.0));
        for (int i = 0; i < adapters.pairs().size(); i++) {
            scales.set(first + 2 * i, adapters.pairs().get(i).scale());
        }
        return scales;
    }

    private static List<Integer> places(
            ModelConfig config, List<Slot> weights, LoraAdapters adapters) {
        List<Integer> places =
                new ArrayList<>(
                        Collections.nCopies(KernelPlaces.count(config.layers().size()), ABSENT));
        for (int i = 0; i < weights.size(); i++) {
            places.set(KernelPlaces.of(weights.get(i).role()), i);
        }
        int head = KernelPlaces.of(new Role(-1, Part.HEAD));
        if (places.get(head) == ABSENT) {
            places.set(head, places.get(KernelPlaces.of(new Role(-1, Part.EMBEDDING))));
        }
        for (int i = 0; i < adapters.pairs().size(); i++) {
            Role adapted = adapters.pairs().get(i).target();
            places.set(KernelPlaces.ofAdapter(adapted), weights.size() + 2 * i);
        }
        return places;
    }
}
