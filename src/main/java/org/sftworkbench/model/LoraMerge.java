package org.sftworkbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/** Makes a model's adapters part of its weights. Engine thread only. */
final class LoraMerge {
    private final LanguageModel model;
    private final Provenance origin;
    private final List<DecoderLayout.Slot> layout;

    LoraMerge(LanguageModel model, Provenance origin, List<DecoderLayout.Slot> layout) {
        this.model = model;
        this.origin = origin;
        this.layout = layout;
    }

    /**
     * Adds {@code scale * B A} to each adapted matrix and sets the adapter to zero.
     *
     * @throws ModelException where there is nothing to merge, or it would take tied weights apart
     */
    void fold() {
        List<LoraAdapters.Pair> pairs = origin.adapters().pairs();
        if (!model.isAdapted()) {
            throw new ModelException(origin.directory() + ": has no adapter to merge");
        }
        for (LoraAdapters.Pair pair : pairs) {
            boolean ends =
                    pair.target().part() == DecoderLayout.Part.EMBEDDING
                            || pair.target().part() == DecoderLayout.Part.HEAD;
            if (ends && model.config().tiedEmbeddings()) {
                throw new ModelException(
                        origin.directory()
                                + ": adapts "
                                + pair.module()
                                + ", which this model uses as embedding and as output projection;"
                                + " merging would change both");
            }
        }
        try (NDManager step = model.newManager()) {
            for (int i = 0; i < pairs.size(); i++) {
                fold(pairs.get(i), layout.size() + 2 * i, step);
            }
        }
    }

    private void fold(LoraAdapters.Pair pair, int at, NDManager step) {
        boolean embedding = pair.target().part() == DecoderLayout.Part.EMBEDDING;
        NDArray a = model.weights().get(at);
        NDArray b = model.weights().get(at + 1);
        model.call(embedding ? "merge_embedding" : "merge", step)
                .with(model.weights().get(slotOf(pair)))
                .with(a)
                .with(b)
                .with(pair.scale())
                .run();
    }

    private int slotOf(LoraAdapters.Pair pair) {
        for (int i = 0; i < layout.size(); i++) {
            if (layout.get(i).role().equals(pair.target())) {
                return i;
            }
        }
        throw new IllegalStateException("no weight for the adapter of " + pair.module());
    }
}
