package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.ResumedRun;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.run.ProbeHistory;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;

/** Makes up a past run from its record, to go on as if it had never stopped. Reads files. */
final class ContinuedRun {
    private final List<String> remarks = new ArrayList<>();
    private final ResumedRun resumed;

    /**
     * @throws org.sftworkbench.run.RunException where it cannot go on; says why
     */
    ContinuedRun(Path run) {
        resumed = ResumedRun.find(run, remarks::add);
    }

    /**
     * @param progress hears how many rows are read
     * @param stop looked at with each row
     * @throws java.util.concurrent.CancellationException when it was stopped
     * @throws org.sftworkbench.data.fault.DataException where a data file is no longer there
     * @throws org.sftworkbench.tokenizer.TokenizerException where the run asks for sample answers,
     *     and its tokenizer cannot be opened
     */
    ReadyRun ready(Progress progress, Cancellation stop) {
        Command.Train command = resumed.command(remarks::add, progress, stop);
        Optional<ProbeHistory> probe =
                command.measurements().probe().isEmpty()
                        ? Optional.empty()
                        : ProbeHistory.read(resumed.directory());
        return new ReadyRun(
                command,
                probe.map(ProbedToken::of).orElse(List.of()),
                List.of(),
                command.recording().flatMap(kept -> SampleQuestion.read(kept.policy())),
                OptionalLong.empty(),
                remarks,
                answers(command),
                ReadyRun.trainsAdapter(command.model(), command.method()));
    }

    /** With the run's own tokenizer: another model may be open by now, or none. */
    private static AnswerReader answers(Command.Train command) {
        if (command.samples().prompts().isEmpty()) {
            return new AnswerReader(Optional.empty(), true);
        }
        Path directory =
                command.recording()
                        .flatMap(Recording::tokenizer)
                        .orElseGet(() -> ModelDirectory.ofTokenizer(command.model()));
        return new AnswerReader(Optional.of(HuggingFaceFileTokenizer.open(directory)), true);
    }

    /** Where it goes on. */
    RunDirectory directory() {
        return resumed.directory();
    }
}
