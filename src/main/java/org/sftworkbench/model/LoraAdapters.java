package org.sftworkbench.model;

import java.util.List;
import java.util.Set;

/**
 * Which linear layers of a model carry a low-rank adapter (Hu et al. 2021), and which weights are
 * trained beside them.
 *
 * @param pairs the adapters, in the order of the model's weights
 * @param dropout share of an adapter's input that is dropped in training
 * @param whole parts that are trained as a whole; every part where there is no adapter
 */
record LoraAdapters(List<Pair> pairs, double dropout, Set<DecoderLayout.Part> whole) {
    /** No adapters: all weights are the model's own. */
    static final LoraAdapters NONE =
            new LoraAdapters(List.of(), 0, Set.of(DecoderLayout.Part.values()));

    LoraAdapters {
        pairs = List.copyOf(pairs);
        whole = Set.copyOf(whole);
    }

    /**
     * An adapter: {@code scale * B A} is added to the matrix.
     *
     * @param target the matrix
     * @param module its Hub name without {@code .weight}
     * @param rank R; A is [R, in], B is [out, R]
     * @param in width of the input
     * @param out width of the output
     * @param scale alpha / R, or alpha / sqrt(R) for rsLoRA
     */
    record Pair(
            DecoderLayout.Role target, String module, int rank, long in, long out, double scale) {
        /** PEFT's name of A. */
        String nameOfA() {
            return name("A");
        }

        /** PEFT's name of B. */
        String nameOfB() {
            return name("B");
        }

        private String name(String which) {
            return AdapterDirectory.PREFIX
                    + module
                    + (target.part() == DecoderLayout.Part.EMBEDDING
                            ? ".lora_embedding_" + which
                            : ".lora_" + which + ".weight");
        }

        List<Long> shapeOfA() {
            return List.of((long) rank, in);
        }

        List<Long> shapeOfB() {
            return List.of(out, (long) rank);
        }
    }

    boolean trains(DecoderLayout.Slot slot) {
        return whole.contains(slot.role().part());
    }

    /** Whether a matrix of this part of the layers carries one. */
    boolean adapt(DecoderLayout.Part part) {
        return pairs.stream().anyMatch(pair -> pair.target().part() == part);
    }

    /** Numbers of a token that go into the adapters, of all layers. */
    long inputs() {
        return pairs.stream().mapToLong(Pair::in).sum();
    }
}
