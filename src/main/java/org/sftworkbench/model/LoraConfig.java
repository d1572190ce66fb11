package org.sftworkbench.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Low-rank adaptation (Hu et al. 2021) as PEFT describes it: which linear layers get an adapter, of
 * what rank, and how strongly it speaks.
 *
 * @param rank R, at least 1
 * @param alpha the adapter's output is multiplied by alpha / R, or alpha / sqrt(R) for rsLoRA
 * @param dropout share of an adapter's input that is dropped in training, from 0 to below 1
 * @param rankStabilized rsLoRA (Kalajdzievski 2023)
 * @param targets last names of the layers, such as {@code q_proj}; or {@link #ALL_LINEAR} alone for
 *     every linear layer but the output projection
 * @param trainedWhole {@code modules_to_save}: {@code embed_tokens} or {@code lm_head}, trained as
 *     a whole and kept with the adapter
 */
public record LoraConfig(
        int rank,
        double alpha,
        double dropout,
        boolean rankStabilized,
        Set<String> targets,
        Set<String> trainedWhole) {
    /** PEFT's word for every linear layer but the output projection. */
    public static final String ALL_LINEAR = "all-linear";

    private static final Set<String> WHOLE = Set.of("embed_tokens", "lm_head");

    public LoraConfig {
        require(rank >= 1, "LoRA rank must be at least 1, not " + rank);
        require(alpha > 0 && Double.isFinite(alpha), "LoRA alpha must be above 0, not " + alpha);
        require(
                dropout >= 0 && dropout < 1,
                "LoRA dropout must be from 0 to below 1, not " + dropout);
        require(!targets.isEmpty(), "LoRA needs at least one target module, or " + ALL_LINEAR);
        for (String name : trainedWhole) {
            require(
                    WHOLE.contains(name),
                    "LoRA can train embed_tokens and lm_head as a whole, not " + name);
            require(
                    targets.stream().noneMatch(t -> t.equals(name) || t.endsWith("." + name)),
                    name + " can be trained as a whole or adapted, not both");
        }
        targets = Set.copyOf(new TreeSet<>(targets));
        trainedWhole = Set.copyOf(new TreeSet<>(trainedWhole));
    }

    /** An adapter of every linear layer, without dropout. */
    public static LoraConfig allLinear(int rank, double alpha) {
        return new LoraConfig(rank, alpha, 0, false, Set.of(ALL_LINEAR), Set.of());
    }

    /** What an adapter's output is multiplied by. */
    double scale() {
        return alpha / (rankStabilized ? Math.sqrt(rank) : rank);
    }

    /**
     * The adapters of a model.
     *
     * @throws ModelException where a target is not a layer of it
     */
    LoraAdapters adaptersOf(ModelConfig config, List<DecoderLayout.Slot> layout) {
        return new LoraTargets(this, config, layout).adapters();
    }

    /**
     * New adapters of a model, which are smaller than what they adapt.
     *
     * @throws ModelException where a target is not a layer of it, or the rank is so large that the
     *     adapters would hold more weights than their layers; says the largest
     */
    LoraAdapters newAdaptersOf(ModelConfig config, List<DecoderLayout.Slot> layout) {
        LoraAdapters adapters = adaptersOf(config, layout);
        long each = 0;
        long layers = 0;
        for (LoraAdapters.Pair pair : adapters.pairs()) {
            each += pair.in() + pair.out();
            layers += pair.in() * pair.out();
        }
        if (rank * each > layers) {
            throw new ModelException(
                    String.format(
                            Locale.ROOT,
                            "LoRA rank %,d: the adapters would hold %,d weights, more than the %,d"
                                    + " of the layers they adapt; choose a rank up to %,d, or train"
                                    + " the layers themselves without LoRA",
                            rank,
                            rank * each,
                            layers,
                            layers / each));
        }
        return adapters;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
