package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.train.EvaluationPlan;
import picocli.CommandLine.Option;

/** The options that hold rows out of a run to score it with. */
final class EvaluationMixin {
    @Option(
            names = "--eval-data",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Rows to score the model with and not to train on, of the same kind.")
    List<Path> data = new ArrayList<>();

    @Option(
            names = "--eval-split",
            paramLabel = "SHARE",
            description = "Hold this share of the rows out instead, chosen by --seed, such as 0.1.")
    Double split;

    @Option(
            names = "--eval-steps",
            paramLabel = "N",
            description =
                    "Score them every N steps (default: before the first step and after the last"
                            + " only).")
    int every;

    @Option(
            names = "--eval-batch-size",
            paramLabel = "N",
            description =
                    "Rows of a batch of the evaluation, over which TRL takes its means (default:"
                            + " 8).")
    int batchSize = 8;

    boolean isWanted() {
        return !data.isEmpty() || split != null;
    }

    /**
     * @throws IllegalArgumentException where the options make no sense; says which
     */
    EvaluationPlan plan() {
        if (!data.isEmpty() && split != null) {
            throw new IllegalArgumentException(
                    "--eval-data and --eval-split cannot go together; name one");
        }
        if (split != null && !(split > 0 && split < 1)) {
            throw new IllegalArgumentException(
                    "--eval-split must be between 0 and 1, not " + split);
        }
        if (every > 0 && !isWanted()) {
            throw new IllegalArgumentException(
                    "--eval-steps needs rows to score: --eval-data FILE or --eval-split SHARE");
        }
        return new EvaluationPlan(every, batchSize);
    }
}
