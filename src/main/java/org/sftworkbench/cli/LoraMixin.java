package org.sftworkbench.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sftworkbench.model.LoraConfig;
import picocli.CommandLine.Option;

/** The options of an adapter that is trained in place of the weights. */
final class LoraMixin {
    @Option(
            names = "--lora-rank",
            paramLabel = "N",
            description =
                    "Train a LoRA adapter of this rank and leave the model's weights as they are;"
                            + " --out is then an adapter in PEFT's layout. Adapters usually want"
                            + " ten times the learning rate.")
    Integer rank;

    @Option(
            names = "--lora-alpha",
            paramLabel = "X",
            description =
                    "The adapter speaks with the weight alpha / rank (default: twice the rank, as"
                            + " TRL's 32 to 16).")
    Double alpha;

    @Option(
            names = "--lora-dropout",
            paramLabel = "X",
            description = "Share of the adapter's input dropped in training (default: 0).")
    Double dropout;

    @Option(
            names = "--lora-rs",
            description = "Rank-stabilised: alpha / sqrt(rank) instead of alpha / rank.")
    boolean rankStabilized;

    @Option(
            names = "--lora-targets",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Layers that are adapted, such as q_proj,v_proj (default: all-linear, every"
                            + " linear layer but the output projection).")
    List<String> targets;

    @Option(
            names = "--lora-whole",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Train embed_tokens or lm_head as a whole beside the adapter, and save them"
                            + " with it.")
    List<String> whole;

    /**
     * The adapter that was asked for; empty where none was.
     *
     * @throws IllegalArgumentException where an option makes no sense; says which
     */
    Optional<LoraConfig> config() {
        if (rank == null) {
            refuse("--lora-alpha", alpha != null);
            refuse("--lora-dropout", dropout != null);
            refuse("--lora-rs", rankStabilized);
            refuse("--lora-targets", targets != null);
            refuse("--lora-whole", whole != null);
            return Optional.empty();
        }
        return Optional.of(
                new LoraConfig(
                        rank,
                        alpha == null ? 2.0 * rank : alpha,
                        dropout == null ? 0 : dropout,
                        rankStabilized,
                        targets == null ? Set.of(LoraConfig.ALL_LINEAR) : names(targets),
                        whole == null ? Set.of() : names(whole)));
    }

    private static Set<String> names(List<String> written) {
        Set<String> names = new TreeSet<>();
        written.stream().map(String::strip).filter(name -> !name.isEmpty()).forEach(names::add);
        return names;
    }

    private static void refuse(String option, boolean given) {
        if (given) {
            throw new IllegalArgumentException(option + " needs --lora-rank, which turns LoRA on");
        }
    }
}
