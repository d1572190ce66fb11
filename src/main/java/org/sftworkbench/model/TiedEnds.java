package org.sftworkbench.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.model.DecoderLayout.Part;

/**
 * What an adapter in PEFT's layout holds of a model's embedding and output projection, where the
 * two are one matrix. PEFT stores that matrix under either name or under both.
 */
final class TiedEnds {
    private static final String EMBEDDING = AdapterDirectory.PREFIX + DecoderLayout.EMBEDDING;
    private static final String OUTPUT = AdapterDirectory.PREFIX + DecoderLayout.OUTPUT;
    private static final String ADAPTED_EMBEDDING = adapted(EMBEDDING);
    private static final String ADAPTED_OUTPUT = adapted(OUTPUT);

    private final SafetensorsFile weights;

    TiedEnds(SafetensorsFile weights) {
        this.weights = weights;
    }

    /** How PEFT calls a matrix beside which an adapter lies. */
    private static String adapted(String name) {
        return name.replaceFirst("[.]weight$", ".base_layer.weight");
    }

    /**
     * Takes the output projection's own tensors out of those that are left.
     *
     * @throws ModelException where the adapter takes the two apart, as PEFT does where one of them
     *     is trained as a whole and the other is not
     */
    void take(Set<String> left) {
        boolean embedding = weights.tensors().containsKey(EMBEDDING);
        boolean output = weights.tensors().containsKey(OUTPUT);
        if (embedding != output) {
            throw apart((embedding ? "embed_tokens" : "lm_head") + " alone as a whole");
        }
        if (differ(EMBEDDING, OUTPUT) || differ(ADAPTED_EMBEDDING, ADAPTED_OUTPUT)) {
            throw apart("an embed_tokens and an lm_head that differ");
        }
        left.remove(OUTPUT);
        left.remove(ADAPTED_OUTPUT);
    }

    /**
     * For adapters that PEFT keeps as one: the output projection's is the embedding's, transposed.
     *
     * @param pairs of the whole model
     * @throws ModelException where one of the two is there without the other, or they differ
     */
    void requireOneAdapter(List<LoraAdapters.Pair> pairs) {
        Optional<LoraAdapters.Pair> embedding = of(Part.EMBEDDING, pairs);
        Optional<LoraAdapters.Pair> output = of(Part.HEAD, pairs);
        if (embedding.isEmpty() && output.isEmpty()) {
            return;
        }
        boolean same =
                embedding.isPresent()
                        && output.isPresent()
                        && transposed(embedding.get().nameOfA(), output.get().nameOfB())
                        && transposed(embedding.get().nameOfB(), output.get().nameOfA());
        if (!same) {
            throw new ModelException(
                    weights.file()
                            + ": the adapters of embed_tokens and lm_head are not one, as"
                            + " ensure_weight_tying in "
                            + AdapterDirectory.CONFIG
                            + " says");
        }
    }

    private static Optional<LoraAdapters.Pair> of(Part part, List<LoraAdapters.Pair> pairs) {
        return pairs.stream().filter(pair -> pair.target().part() == part).findFirst();
    }

    private boolean transposed(String one, String other) {
        return new StoredTensor(weights, one).holdsTheTransposeOf(new StoredTensor(weights, other));
    }

    /** Where the matrix itself stands, which goes before the base model's; empty for nowhere. */
    Optional<String> matrix() {
        return List.of(EMBEDDING, ADAPTED_EMBEDDING, ADAPTED_OUTPUT).stream()
                .filter(weights.tensors()::containsKey)
                .findFirst();
    }

    /** Whether both are there and hold other numbers. */
    private boolean differ(String one, String other) {
        return weights.tensors().containsKey(one)
                && weights.tensors().containsKey(other)
                && !new StoredTensor(weights, one).holdsTheSameAs(new StoredTensor(weights, other));
    }

    private ModelException apart(String held) {
        return new ModelException(
                weights.file()
                        + ": holds "
                        + held
                        + ", but this model's output projection is its embedding; taking the two"
                        + " apart is not supported");
    }
}
