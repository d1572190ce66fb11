package org.sftworkbench.model;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the headers of a model's weight files say, no weight read.
 *
 * @param parameters numbers that are stored, tied weights once, as most models store them
 * @param types of the elements by their names in the files, such as BF16, the most frequent first
 */
public record WeightFacts(long parameters, List<String> types) {
    public WeightFacts {
        types = List.copyOf(types);
    }

    /**
     * @param directory of a model, or of an adapter, whose own weights are counted
     * @throws ModelException where the files are missing or broken
     */
    public static WeightFacts read(Path directory) {
        Map<String, Long> counts = new TreeMap<>();
        if (ModelDirectory.isAdapter(directory)) {
            SafetensorsFile.open(directory.resolve(AdapterDirectory.WEIGHTS))
                    .tensors()
                    .values()
                    .forEach(entry -> count(entry, counts));
        } else {
            WeightFiles files = WeightFiles.open(directory);
            files.names().forEach(name -> count(files.entry(name), counts));
        }
        List<String> types =
                counts.entrySet().stream()
                        .sorted(
                                Comparator.comparing((Map.Entry<String, Long> e) -> e.getValue())
                                        .reversed())
                        .map(Map.Entry::getKey)
                        .toList();
        return new WeightFacts(counts.values().stream().mapToLong(n -> n).sum(), types);
    }

    private static void count(SafetensorsFile.Entry entry, Map<String, Long> counts) {
        long numbers = entry.shape().stream().reduce(1L, Math::multiplyExact);
        counts.merge(entry.type(), numbers, Long::sum);
    }
}
