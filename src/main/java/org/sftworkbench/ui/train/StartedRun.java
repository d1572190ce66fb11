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
 * @param rank of the new adapter that is trained; empty for none
 * @param adapter whether an adapter is trained, a new one or one that was there
 */
record StartedRun(
        String name,
        String model,
        Optional<Integer> rank,
        boolean adapter,
        RunAmounts amounts,
        TrainingConfig config) {
    static StartedRun of(ReadyRun ready) {
        Command.Train run = ready.command();
        return new StartedRun(
                new RunDirectory(run.out()).name(),
                ModelDirectory.name(run.model()),
                run.method().lora().map(lora -> lora.rank()),
                ready.endsInAdapter(),
                RunAmounts.of(run),
                run.config());
    }
}
