package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;

/** Makes up a past run from its record, to go on as if it had never stopped. Reads files. */
final class ContinuedRun {
    private final ResumedRun resumed;

    /**
     * @throws org.sftworkbench.run.RunException where it cannot go on; says why
     */
    ContinuedRun(Path run) {
        resumed = ResumedRun.find(run, remark -> {});
    }

    /**
     * @throws org.sftworkbench.data.DataException where a data file is no longer there
     */
    ReadyRun ready() {
        MeasuredBeside beside = MeasuredBeside.read(resumed.record().policy());
        Command.Train all = resumed.command(problem -> {});
        RowSplit split = RowSplit.of(all.examples().size(), beside.heldOut(), all.config().seed());
        List<LabelledExample> heldOut = split.heldOut().stream().map(all.examples()::get).toList();
        Measurements measured =
                Measurements.STEPS_ONLY
                        .withTurnEnds(beside.turnEnds())
                        .withEvaluation(heldOut, beside.evalSteps());
        Optional<ProbeHistory> probe =
                beside.probeSteps() == 0
                        ? Optional.empty()
                        : ProbeHistory.read(resumed.directory());
        if (probe.isPresent()) {
            measured = measured.withProbe(row(probe.get()), beside.probeSteps());
        }
        return new ReadyRun(
                all.onRows(split.trained()).measuring(measured),
                probe.map(ContinuedRun::tokens).orElse(List.of()),
                List.of(),
                Optional.empty());
    }

    /** Where it goes on. */
    RunDirectory directory() {
        return resumed.directory();
    }

    private static LabelledExample row(ProbeHistory probe) {
        int[] ids = probe.ids().stream().mapToInt(Integer::intValue).toArray();
        boolean[] trained = new boolean[ids.length];
        for (int t = 0; t < ids.length; t++) {
            trained[t] = probe.trained().get(t);
        }
        return new LabelledExample(ids, trained);
    }

    private static List<ProbedToken> tokens(ProbeHistory probe) {
        List<ProbedToken> tokens = new ArrayList<>();
        for (int t = 0; t < probe.tokens().size(); t++) {
            String text = probe.tokens().get(t);
            boolean special = text.startsWith("<|") && text.endsWith("|>");
            tokens.add(new ProbedToken(text, probe.trained().get(t), special, special));
        }
        return tokens;
    }
}
