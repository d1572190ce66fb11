package org.sftworkbench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.model.LoraConfig;

/**
 * A run's numbers as JSON, under the names of TRL's {@code SFTConfig} and PEFT's {@code LoraConfig}
 * where they have one.
 */
public final class ConfigJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigJson() {}

    /** The numbers of a run and how its steps are computed. */
    public static ObjectNode of(TrainingConfig config, StepOptions options) {
        return TrainingConfigJson.write(
                new TrainingConfigJson.Numbers(config, options, Optional.empty()));
    }

    /**
     * The numbers of a run; those that are not named are TRL's defaults.
     *
     * @throws TrainingException where one makes no sense; names it
     */
    public static TrainingConfig trainingConfig(ObjectNode node) {
        return TrainingConfigJson.read(node).config();
    }

    /**
     * How steps are computed; what is not named is as by default.
     *
     * @throws TrainingException where something makes no sense; names it
     */
    public static StepOptions stepOptions(ObjectNode node) {
        return TrainingConfigJson.read(node).step();
    }

    /** An adapter's numbers; no key where every weight is trained. */
    public static ObjectNode of(Optional<LoraConfig> lora) {
        ObjectNode node = JSON.createObjectNode();
        lora.ifPresent(
                l -> {
                    node.put("r", l.rank());
                    node.put("lora_alpha", l.alpha());
                    node.put("lora_dropout", l.dropout());
                    node.put("use_rslora", l.rankStabilized());
                    node.set("target_modules", JSON.valueToTree(new TreeSet<>(l.targets())));
                    node.set("modules_to_save", JSON.valueToTree(new TreeSet<>(l.trainedWhole())));
                });
        return node;
    }

    /** The adapter that such JSON describes; empty where it has no key. */
    public static Optional<LoraConfig> lora(ObjectNode node) {
        if (node.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LoraConfig(
                            node.path("r").asInt(),
                            node.path("lora_alpha").asDouble(),
                            node.path("lora_dropout").asDouble(),
                            node.path("use_rslora").asBoolean(),
                            names(node.path("target_modules")),
                            names(node.path("modules_to_save"))));
        } catch (IllegalArgumentException e) {
            throw new TrainingException("adapter: " + e.getMessage());
        }
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new TreeSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
