package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Float32 originals of a model's trainable weights, which take the updates: rounded weights would
 * lose small ones. Float32 weights are their own. Engine thread only.
 */
final class Originals {
    private final LanguageModel model;

    /** Empty as long as nobody has asked. */
    private List<NDArray> made = List.of();

    Originals(LanguageModel model) {
        this.model = model;
    }

    /**
     * One of each trainable weight. They begin as the file has them: rounded ones would all lie on
     * the same grid, where updates are not seen until many have come together.
     */
    List<NDArray> all() {
        if (made.isEmpty()) {
            made = make();
        }
        return made;
    }

    private List<NDArray> make() {
        NDList copies = model.call("masters", model.newManager()).withList(model.trainable()).run();
        WeightMemory memory = model.memory();
        List<TrainedWeight> weights = model.trainedWeights();
        for (int i = 0; i < weights.size(); i++) {
            NDArray copy = copies.get(i);
            weights.get(i).unrounded().ifPresent(tensor -> memory.fill(copy, tensor));
        }
        return List.copyOf(copies);
    }

    /** The weights, with the originals in the place of those that have one. */
    List<NDArray> before(List<NDArray> weights) {
        Map<NDArray, NDArray> originals = new IdentityHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            originals.put(model.trainable().get(i), made.get(i));
        }
        return weights.stream().map(weight -> originals.getOrDefault(weight, weight)).toList();
    }
}
