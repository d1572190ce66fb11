package org.sftworkbench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.sftworkbench.train.Evaluation;
import org.sftworkbench.train.TrainStep;

/**
 * Measurements as lines of {@code metrics.jsonl}, under TRL's names; what is not a number is left
 * out.
 */
final class RunLines {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    /** Our names where TRL has others. */
    private static final Map<String, String> TRL =
            Map.of("supervised_tokens", "num_supervised_tokens");

    private static final Set<String> LEFT_OUT = Set.of("total_steps", "tokens");

    /** Measured only where they are not zero. */
    private static final Set<String> NEVER_ZERO = Set.of("memory_bytes", "num_tokens");

    private RunLines() {}

    static ObjectNode of(TrainStep step) {
        return line(JSON.valueToTree(step), "");
    }

    static ObjectNode of(Evaluation evaluation) {
        return line(JSON.valueToTree(evaluation), "eval_");
    }

    private static ObjectNode line(ObjectNode measured, String prefix) {
        ObjectNode line = JSON.createObjectNode();
        measured.properties()
                .forEach(
                        entry -> {
                            String name = entry.getKey();
                            JsonNode value = entry.getValue();
                            boolean place = name.equals("step") || name.equals("epoch");
                            if (isMeasured(name, value)) {
                                line.set(
                                        (place ? "" : prefix) + TRL.getOrDefault(name, name),
                                        value);
                            }
                        });
        return line;
    }

    private static boolean isMeasured(String name, JsonNode value) {
        return value.isNumber()
                && Double.isFinite(value.doubleValue())
                && !LEFT_OUT.contains(name)
                && !(NEVER_ZERO.contains(name) && value.doubleValue() == 0);
    }
}
