package org.sftworkbench.cli;

import java.util.Locale;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.train.StepOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say how a training step is computed. */
final class StepMixin {
    @Option(
            names = "--checkpointing",
            description =
                    "Compute each layer again on the way back instead of keeping what it computed:"
                            + " less memory, about a third more work.")
    boolean checkpointing;

    @Option(
            names = "--right-padding",
            description =
                    "Pad the rows of a micro-batch to the longest, as the notes do, instead of"
                            + " laying them end to end.")
    boolean rightPadding;

    @Option(
            names = "--packing",
            description =
                    "Fill each row of a micro-batch with several of the data's, up to --max-length"
                            + " tokens, none of which sees another.")
    boolean packing;

    @Option(
            names = "--packing-strategy",
            paramLabel = "HOW",
            converter = StrategyConverter.class,
            description =
                    "Which pack a row goes into, the longest rows first: bfd, the one it fills up"
                            + " most, as TRL does (the default), or ffd, the first that has room."
                            + " With --packing.")
    PackingStrategy packingStrategy;

    @Option(
            names = "--no-loss-all",
            description =
                    "Leave out the loss of all tokens (loss_all is then null), which saves the"
                            + " logits of those that do not count.")
    boolean withoutLossOfAll;

    StepOptions options() {
        if (packing && rightPadding) {
            throw new IllegalArgumentException(
                    "--packing and --right-padding cannot go together; name one");
        }
        if (packingStrategy != null && !packing) {
            throw new IllegalArgumentException("--packing-strategy needs --packing");
        }
        return new StepOptions(
                rightPadding,
                checkpointing,
                !withoutLossOfAll,
                packing,
                packingStrategy == null ? PackingStrategy.BFD : packingStrategy);
    }

    /** Reads a packing strategy's name. */
    static final class StrategyConverter implements ITypeConverter<PackingStrategy> {
        @Override
        public PackingStrategy convert(String text) {
            try {
                return PackingStrategy.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "there is no packing strategy \"" + text + "\"; choose bfd or ffd");
            }
        }
    }
}
