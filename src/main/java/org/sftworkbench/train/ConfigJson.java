package org.sftworkbench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.model.LoraConfig;

/**
 * A run's numbers as JSON, under the names of TRL's {@code SFTConfig} and PEFT's {@code LoraConfig}
 * where they have one.
 */
public final class ConfigJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    /** Our names where TRL has others. */
    private static final Map<String, String> TRL =
            Map.ofEntries(
                    Map.entry("batch_size", "per_device_train_batch_size"),
                    Map.entry("grad_accum", "gradient_accumulation_steps"),
                    Map.entry("schedule", "lr_scheduler_type"),
                    Map.entry("warmup", "warmup_steps"),
                    Map.entry("epochs", "num_train_epochs"),
                    Map.entry("steps", "max_steps"),
                    Map.entry("beta1", "adam_beta1"),
                    Map.entry("beta2", "adam_beta2"),
                    Map.entry("epsilon", "adam_epsilon"),
                    Map.entry("checkpointing", "gradient_checkpointing"));

    private ConfigJson() {}

    /** The numbers of a run and how its steps are computed. */
    public static ObjectNode of(TrainingConfig config, StepOptions options) {
        ObjectNode node = JSON.createObjectNode();
        write(JSON.valueToTree(config), node);
        write(JSON.valueToTree(options), node);
        return node;
    }

    /** TRL's names stand in one object, ours in groups. */
    private static void write(ObjectNode ours, ObjectNode node) {
        for (Map.Entry<String, JsonNode> entry : ours.properties()) {
            if (entry.getValue() instanceof ObjectNode group) {
                write(group, node);
            } else {
                node.set(TRL.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue());
            }
        }
    }

    private static void take(ObjectNode ours, ObjectNode node) {
        for (Map.Entry<String, JsonNode> entry : ours.properties()) {
            JsonNode value = node.get(TRL.getOrDefault(entry.getKey(), entry.getKey()));
            if (entry.getValue() instanceof ObjectNode group) {
                take(group, node);
            } else if (value != null) {
                entry.setValue(value);
            }
        }
    }

    /**
     * The numbers of a run; those that are not named are TRL's defaults.
     *
     * @throws TrainingException where one makes no sense; names it
     */
    public static TrainingConfig trainingConfig(ObjectNode node) {
        return read(node, TrainingConfig.TRL_DEFAULTS, TrainingConfig.class);
    }

    /**
     * How steps are computed; what is not named is as by default.
     *
     * @throws TrainingException where something makes no sense; names it
     */
    public static StepOptions stepOptions(ObjectNode node) {
        return read(node, StepOptions.DEFAULTS, StepOptions.class);
    }

    private static <T> T read(ObjectNode node, T standard, Class<T> type) {
        ObjectNode ours = JSON.valueToTree(standard);
        take(ours, node);
        try {
            return JSON.treeToValue(ours, type);
        } catch (JsonProcessingException e) {
            throw new TrainingException("config: " + e.getOriginalMessage());
        }
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
