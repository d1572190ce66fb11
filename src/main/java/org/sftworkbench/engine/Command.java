package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.train.TrainingConfig;

/** Work for the engine. Plain data, so that the engine can live in a process of its own. */
public sealed interface Command {
    /** Reads a model directory. Ends in {@link Event.ModelReady}. */
    record LoadModel(Path model) implements Command {}

    /** Forgets a loaded model and frees its memory. */
    record UnloadModel(Path model) implements Command {}

    /**
     * Fine-tunes a copy of a model and saves it.
     *
     * @param model directory to start from; never written to
     * @param examples rows to train on
     * @param config the numbers
     * @param padId id for padding
     * @param probe prompt ids to continue every {@code probeEvery} steps; empty for none
     * @param probeEvery steps between two sample answers; 0 for none
     * @param probeSettings how the sample answers are generated
     * @param out directory for the finished checkpoint; committed whole or not at all; null to keep
     *     nothing
     */
    record Train(
            Path model,
            List<LabelledExample> examples,
            TrainingConfig config,
            int padId,
            List<int[]> probe,
            int probeEvery,
            GenerationSettings probeSettings,
            Path out)
            implements Command {}

    /**
     * Continues prompts as one left-padded batch. Streams {@link Event.Tokens}, ends in {@link
     * Event.Generated}.
     */
    record Generate(Path model, List<int[]> prompts, GenerationSettings settings)
            implements Command {}

    /** Scores rows. Ends in {@link Event.Scored}. */
    record Score(Path model, List<LabelledExample> examples) implements Command {}
}
