package org.sftworkbench.ui.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sftworkbench.run.RecordedData.DataFile;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.ui.common.Numbers;

/**
 * The configurations of two runs side by side.
 *
 * @param left name of one run
 * @param right name of the other
 * @param lines every key that either has, in the order they are written in
 */
public record ConfigDiff(String left, String right, List<Line> lines) {
    /**
     * One key.
     *
     * @param left its value in one run; empty where it has none
     * @param right its value in the other
     */
    public record Line(String key, String left, String right) {
        public boolean differs() {
            return !left.equals(right);
        }
    }

    public ConfigDiff {
        lines = List.copyOf(lines);
    }

    /** Compares all that decides what a run does. */
    public static ConfigDiff of(RunRecord left, RunRecord right) {
        Map<String, String> one = keys(left);
        Map<String, String> other = keys(right);
        Set<String> all = new LinkedHashSet<>(one.keySet());
        all.addAll(other.keySet());
        List<Line> lines = new ArrayList<>();
        for (String key : all) {
            lines.add(new Line(key, one.getOrDefault(key, ""), other.getOrDefault(key, "")));
        }
        return new ConfigDiff(left.name(), right.name(), lines);
    }

    /** The keys whose values differ. */
    public List<Line> differing() {
        return lines.stream().filter(Line::differs).toList();
    }

    private static Map<String, String> keys(RunRecord run) {
        Map<String, String> keys = new LinkedHashMap<>();
        add(keys, "", run.config());
        add(keys, "adapter.", run.adapter());
        keys.put("model", run.model().directory());
        keys.put("model_type", run.model().type());
        keys.put("trainable", Long.toString(run.model().trainable()));
        keys.put(
                "data",
                run.data().files().stream().map(DataFile::path).collect(Collectors.joining(", ")));
        keys.put("data.fingerprint", run.data().fingerprint());
        keys.put("template", run.template().name());
        keys.put("template.sha256", run.template().sha256());
        add(keys, "policy.", run.policy());
        return keys;
    }

    private static void add(Map<String, String> keys, String prefix, ObjectNode values) {
        values.properties()
                .forEach(
                        entry -> {
                            JsonNode value = entry.getValue();
                            if (value instanceof ObjectNode inner) {
                                add(keys, prefix + entry.getKey() + ".", inner);
                            } else {
                                keys.put(prefix + entry.getKey(), text(value));
                            }
                        });
    }

    private static String text(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return Numbers.format(value.asDouble());
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
