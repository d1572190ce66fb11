package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A weight that training changes.
 *
 * @param name its name in the checkpoint
 * @param shape dimensions
 * @param keptWhole whether the checkpoint's weights hold it bit for bit: it is float32 in memory
 *     and in the file
 */
record TrainedWeight(String name, List<Long> shape, boolean keptWhole) {
    /** Those of a model, the layout's before the adapters'. */
    static List<TrainedWeight> of(LanguageModel.Origin origin, List<DecoderLayout.Slot> layout) {
        List<TrainedWeight> trained = new ArrayList<>();
        boolean adapted = origin.adapterConfig().isPresent();
        boolean wide = origin.precision() == Precision.FLOAT32;
        for (int i = 0; i < layout.size(); i++) {
            DecoderLayout.Slot slot = layout.get(i);
            if (origin.adapters().trains(slot)) {
                boolean whole = wide && (adapted || origin.storedAs().get(i) == TensorType.F32);
                trained.add(new TrainedWeight(slot.name(), slot.shape(), whole));
            }
        }
        for (LoraAdapters.Pair pair : origin.adapters().pairs()) {
            trained.add(new TrainedWeight(pair.nameOfA(), pair.shapeOfA(), true));
            trained.add(new TrainedWeight(pair.nameOfB(), pair.shapeOfB(), true));
        }
        return trained;
    }
}
