package org.sftworkbench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.model.LoraConfig;

/**
 * An adapter's numbers as JSON in the names of PEFT's {@code LoraConfig}: as a run keeps them, and
 * as PEFT takes them.
 */
public final class LoraConfigJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LoraConfigJson() {}

    /** As {@link #read} reads it; no key where every weight is trained. */
    public static ObjectNode write(Optional<LoraConfig> lora) {
        ObjectNode json = JSON.objectNode();
        lora.ifPresent(
                adapter -> {
                    numbers(json, adapter, JSON.numberNode(adapter.alpha()));
                    json.set("target_modules", array(adapter.targets()));
                    json.set("modules_to_save", array(adapter.trainedWhole()));
                });
        return json;
    }

    /**
     * The adapter that such JSON describes; empty where it has no key.
     *
     * @throws TrainingException where a number makes no sense; names it
     */
    public static Optional<LoraConfig> read(ObjectNode json) {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LoraConfig(
                            json.path("r").asInt(),
                            json.path("lora_alpha").asDouble(),
                            json.path("lora_dropout").asDouble(),
                            json.path("use_rslora").asBoolean(),
                            names(json.path("target_modules")),
                            names(json.path("modules_to_save"))));
        } catch (IllegalArgumentException e) {
            throw new TrainingException("adapter: " + e.getMessage());
        }
    }

    /** Nothing but what {@code LoraConfig} takes, as one would write it there. */
    public static ObjectNode peft(LoraConfig lora) {
        ObjectNode json = JSON.objectNode();
        json.put("task_type", "CAUSAL_LM");
        boolean whole = lora.alpha() == Math.rint(lora.alpha());
        numbers(
                json,
                lora,
                whole ? JSON.numberNode((long) lora.alpha()) : JSON.numberNode(lora.alpha()));
        if (lora.targets().equals(Set.of(LoraConfig.ALL_LINEAR))) {
            json.put("target_modules", LoraConfig.ALL_LINEAR);
        } else {
            json.set("target_modules", array(lora.targets()));
        }
        if (!lora.trainedWhole().isEmpty()) {
            json.set("modules_to_save", array(lora.trainedWhole()));
        }
        return json;
    }

    private static void numbers(ObjectNode json, LoraConfig lora, JsonNode alpha) {
        json.put("r", lora.rank());
        json.set("lora_alpha", alpha);
        json.put("lora_dropout", lora.dropout());
        json.put("use_rslora", lora.rankStabilized());
    }

    private static ArrayNode array(Set<String> names) {
        ArrayNode array = JSON.arrayNode();
        new TreeSet<>(names).forEach(array::add);
        return array;
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new TreeSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
