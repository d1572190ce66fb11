package org.sftworkbench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A weight that training changes.
 *
 * @param name its name in the checkpoint
 * @param shape dimensions
 * @param keptWhole whether the checkpoint's weights hold its original bit for bit: the file has
 *     float32
 * @param unrounded where it stands as it was before it was rounded to what it is in memory
 */
record TrainedWeight(
        String name, List<Long> shape, boolean keptWhole, Optional<StoredTensor> unrounded) {
    /** Those of a model, the layout's before the adapters'. */
    static List<TrainedWeight> of(Provenance origin, List<DecoderLayout.Slot> layout) {
        List<TrainedWeight> trained = new ArrayList<>();
        boolean adapted = origin.adapterConfig().isPresent();
        boolean wide = origin.precision() == Precision.FLOAT32;
        for (int i = 0; i < layout.size(); i++) {
            DecoderLayout.Slot slot = layout.get(i);
            if (origin.adapters().trains(slot)) {
                boolean whole = adapted || origin.storedAs().get(i) == TensorType.F32;
                Optional<StoredTensor> unrounded =
                        wide
                                ? Optional.empty()
                                : origin.stored().apply(slot).filter(t -> !rounded(t));
                trained.add(new TrainedWeight(slot.name(), slot.shape(), whole, unrounded));
            }
        }
        for (LoraAdapters.Pair pair : origin.adapters().pairs()) {
            trained.add(ofAdapter(pair.nameOfA(), pair.shapeOfA()));
            trained.add(ofAdapter(pair.nameOfB(), pair.shapeOfB()));
        }
        return trained;
    }

    private static boolean rounded(StoredTensor tensor) {
        return TensorType.named(tensor.entry().type()).equals(Optional.of(TensorType.BF16));
    }

    private static TrainedWeight ofAdapter(String name, List<Long> shape) {
        return new TrainedWeight(name, shape, true, Optional.empty());
    }
}
