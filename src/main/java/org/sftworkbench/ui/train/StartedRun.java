package org.sftworkbench.ui.train;

import java.util.Optional;
import org.sftworkbench.engine.Command;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.TrainingConfig;

/**
 * The run that the charts are of, as it was started; whatever stands in the form by now.
 *
 * @param name its directory's, which it is first called by
 * @param model name of the one it starts from
 * @param rank of the adapter that is trained; empty where every weight is, or an adapter that was
 *     there goes on
 */
record StartedRun(
        String name,
        String model,
        Optional<Integer> rank,
        RunAmounts amounts,
        TrainingConfig config) {
    static StartedRun of(Command.Train run) {
        return new StartedRun(
                new RunDirectory(run.out()).name(),
                ModelDirectory.name(run.model()),
                run.method().lora().map(lora -> lora.rank()),
                RunAmounts.of(run),
                run.config());
    }
}
