package org.sftworkbench.cli;

import org.sftworkbench.train.StepOptions;
import picocli.CommandLine.Option;

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
        return new StepOptions(rightPadding, checkpointing, !withoutLossOfAll, packing);
    }
}
