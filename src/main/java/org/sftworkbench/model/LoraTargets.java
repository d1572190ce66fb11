package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.model.DecoderLayout.Part;
import org.sftworkbench.model.DecoderLayout.Role;
import org.sftworkbench.model.DecoderLayout.Slot;

/** Finds the layers of a model that a LoRA configuration names, as PEFT does. */
final class LoraTargets {
    private static final Set<Part> LINEAR =
            EnumSet.of(
                    Part.QUERY, Part.KEY, Part.VALUE, Part.OUTPUT, Part.GATE, Part.UP, Part.DOWN);

    private final LoraConfig lora;
    private final ModelConfig config;
    private final List<Slot> layout;
    private final Set<String> unmatched;

    LoraTargets(LoraConfig lora, ModelConfig config, List<Slot> layout) {
        this.lora = lora;
        this.config = config;
        this.layout = layout;
        this.unmatched = new TreeSet<>(lora.targets());
    }

    LoraAdapters adapters() {
        List<LoraAdapters.Pair> pairs = new ArrayList<>();
        for (Slot slot : layout) {
            if (isTarget(slot)) {
                pairs.add(pair(slot, slot.role()));
            }
        }
        if (config.tiedEmbeddings() && names("lm_head")) {
            unmatched.remove("lm_head");
            pairs.add(pair(layout.get(0), new Role(-1, Part.HEAD)));
        }
        if (!unmatched.isEmpty()) {
            throw new ModelException(
                    "LoRA target "
                            + String.join(", ", unmatched)
                            + " is not a layer of this "
                            + config.modelType()
                            + " model; its layers are "
                            + String.join(", ", layerNames()));
        }
        return new LoraAdapters(pairs, lora.dropout(), whole());
    }

    private boolean isTarget(Slot slot) {
        Part part = slot.role().part();
        if (LINEAR.contains(part)) {
            unmatched.remove(LoraConfig.ALL_LINEAR);
            return names(LoraConfig.ALL_LINEAR) || matches(slot);
        }
        return (part == Part.EMBEDDING || part == Part.HEAD) && matches(slot);
    }

    private boolean matches(Slot slot) {
        boolean found = false;
        for (String target : lora.targets()) {
            String module = module(slot);
            if (module.equals(target) || module.endsWith("." + target)) {
                unmatched.remove(target);
                found = true;
            }
        }
        return found;
    }

    private boolean names(String target) {
        return lora.targets().contains(target);
    }

    private LoraAdapters.Pair pair(Slot slot, Role role) {
        boolean embedding = role.part() == Part.EMBEDDING;
        long out = slot.shape().get(embedding ? 1 : 0);
        long in = slot.shape().get(embedding ? 0 : 1);
        String module = role.part() == Part.HEAD ? "lm_head" : module(slot);
        return new LoraAdapters.Pair(role, module, lora.rank(), in, out, lora.scale());
    }

    /** Parts that are trained as a whole; where the two are one, PEFT would take them apart. */
    private Set<Part> whole() {
        if (config.tiedEmbeddings() && !lora.trainedWhole().isEmpty()) {
            throw new ModelException(
                    "this model's output projection is its embedding; training "
                            + String.join(" and ", lora.trainedWhole())
                            + " as a whole would take them apart, which is not supported");
        }
        Set<Part> whole = new HashSet<>();
        if (lora.trainedWhole().contains("embed_tokens")) {
            whole.add(Part.EMBEDDING);
        }
        if (lora.trainedWhole().contains("lm_head")) {
            whole.add(Part.HEAD);
        }
        return whole;
    }

    private Set<String> layerNames() {
        Set<String> names = new TreeSet<>();
        for (Slot slot : layout) {
            if (LINEAR.contains(slot.role().part())) {
                names.add(module(slot).substring(module(slot).lastIndexOf('.') + 1));
            }
        }
        names.add("embed_tokens");
        names.add("lm_head");
        return names;
    }

    private static String module(Slot slot) {
        return slot.name().substring(0, slot.name().length() - ".weight".length());
    }
}
