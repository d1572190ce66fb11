package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.Checkpoint;

/**
 * A run that can begin.
 *
 * @param probed tokens of the conversation that is scored; none where none is
 * @param rows that are trained on, in the command's order; none where they are not open here
 * @param asked what the model is asked while it learns
 * @param peakBytes of memory that it is expected to take; empty where nobody has reckoned
 * @param remarks on what is no longer as it was, of a run that goes on
 * @param answers makes text of what it answers; whoever has the run closes it
 * @param endsInAdapter whether an adapter is trained, a new one or the model itself
 */
record ReadyRun(
        Command.Train command,
        List<ProbedToken> probed,
        List<DataRow> rows,
        Optional<SampleQuestion> asked,
        OptionalLong peakBytes,
        List<String> remarks,
        AnswerReader answers,
        boolean endsInAdapter) {
    ReadyRun {
        probed = List.copyOf(probed);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** The same, with what it is expected to take. */
    ReadyRun foreseeing(OptionalLong peak) {
        return new ReadyRun(command, probed, rows, asked, peak, remarks, answers, endsInAdapter);
    }

    /** Whether such a run trains an adapter; looks at the disk. */
    static boolean trainsAdapter(Path model, TrainingMethod method) {
        return method.lora().isPresent() || ModelDirectory.isAdapter(model);
    }

    /** Its rows at such places; others are not the user's. */
    List<DataRow> rowsAt(List<Integer> places) {
        return places.stream().filter(place -> place < rows.size()).map(rows::get).toList();
    }

    /**
     * The step of the newest checkpoint that is known here; 0 for none.
     *
     * @param saved the newest that the run has told of; null for none
     */
    int goesOnFrom(Path saved) {
        return Optional.ofNullable(saved)
                .or(() -> command.recording().flatMap(Recording::checkpoint))
                .flatMap(Checkpoint::named)
                .map(Checkpoint::step)
                .orElse(0);
    }
}
