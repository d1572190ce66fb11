package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.engine.MeasuredBeside;
import org.sftworkbench.train.EvaluationPlan;
import picocli.CommandLine.Option;

/** The options that measure a run beside its steps: rows held out, and a probed row. */
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

    @Option(
            names = "--probe-row",
            paramLabel = "N",
            description =
                    "Score every token of the N-th row that is trained on, from 1, as the run goes"
                            + " on.")
    Integer probeRow;

    @Option(
            names = "--probe-steps",
            paramLabel = "N",
            description =
                    "Score it every N steps (default: before the first step and after the last"
                            + " only).")
    int probeEvery;

    /** The row to probe with, of those that are trained on. */
    Optional<SourcedExample> probed(List<SourcedExample> rows) {
        if (probeRow == null) {
            return Optional.empty();
        }
        if (probeRow < 1 || probeRow > rows.size()) {
            throw new CommandFailure(
                    "--probe-row "
                            + probeRow
                            + (rows.size() == 1 ? ": there is " : ": there are ")
                            + Counted.of(rows.size(), "row")
                            + " to train on, counted from 1");
        }
        return Optional.of(rows.get(probeRow - 1));
    }

    /** What the run's record keeps of it, so that the run can go on as it was. */
    MeasuredBeside recorded(RunRows.Prepared rows) {
        return new MeasuredBeside(
                split == null ? 0 : split,
                SourcedExample.places(data, data.isEmpty() ? List.of() : rows.heldOut()).files(),
                every,
                batchSize,
                probeRow == null ? OptionalInt.empty() : OptionalInt.of(probeEvery),
                rows.turnEnds());
    }

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
        if (probeEvery < 0 || (probeEvery > 0 && probeRow == null)) {
            throw new IllegalArgumentException(
                    "--probe-steps is 0 or more, and needs a row: --probe-row N");
        }
        return new EvaluationPlan(every, batchSize);
    }
}
