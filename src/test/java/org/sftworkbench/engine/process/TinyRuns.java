package org.sftworkbench.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.GoldenModel;
import org.sftworkbench.run.Checkpoint;
import org.sftworkbench.run.Checkpoints;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.run.RunDirectory;
import org.sftworkbench.train.OneRowSteps;

/** Commands for a model of 187,008 weights. */
final class TinyRuns {
    static final Path MODEL = GoldenModel.QWEN3.directory().toAbsolutePath();

    private TinyRuns() {}

    /** A run that is measured in every way and keeps nothing, or the model alone. */
    static Command.Train measured(Path out, int steps) {
        return Command.Train.from(MODEL, GoldenModel.QWEN3.examples(), 0, OneRowSteps.of(steps))
                .sampling(List.of(new int[] {1, 2, 3}), 2, GenerationSettings.greedy(4))
                .into(out)
                .measuring(
                        Measurements.STEPS_ONLY
                                .withEvaluation(GoldenModel.QWEN3.examples().subList(1, 2), 2)
                                .withProbe(ProbedRow.of(GoldenModel.QWEN3.examples().get(0)), 3));
    }

    /** A run with a directory, saved every so many steps. */
    static Command.Train recorded(Path out, int steps, int saveSteps) {
        return measured(out, steps)
                .measuring(Measurements.STEPS_ONLY)
                .recorded(
                        Recording.of(
                                        List.of(new RecordedData.DataFile("rows", 3, "")),
                                        RowRecipe.ofIds(),
                                        Optional.empty())
                                .saving(saveSteps, 0));
    }

    /** The same run from its newest checkpoint. */
    static Command.Train resumed(Command.Train begun) {
        Optional<Path> newest =
                Checkpoints.newestValid(new RunDirectory(begun.out())).map(Checkpoint::path);
        return begun.recorded(begun.recording().orElseThrow().from(newest));
    }

    static Command.Generate generate(int tokens) {
        return new Command.Generate(
                MODEL,
                GoldenModel.QWEN3.rows(),
                new GenerationSettings(tokens, 0, 1, 0, 0, true).withAlternatives(2));
    }
}
