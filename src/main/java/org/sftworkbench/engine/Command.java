package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.train.TrainingConfig;

/** Work for the engine. Plain data, so that the engine can live in a process of its own. */
public sealed interface Command {
    /** Reads a model directory. Ends in {@link Event.ModelReady}. */
    record LoadModel(Path model, ModelSettings settings) implements Command {
        public LoadModel(Path model) {
            this(model, ModelSettings.DEFAULTS);
        }
    }

    /** Forgets a loaded model, however it was read, and frees its memory. */
    record UnloadModel(Path model) implements Command {}

    /**
     * Fine-tunes a copy of a model and saves it.
     *
     * @param model directory to start from, whole or an adapter; never written to
     * @param settings how it is read and computed with
     * @param method what is trained and how
     * @param examples rows to train on
     * @param config the numbers
     * @param padId id for padding
     * @param probe prompt ids to continue every {@code probeEvery} steps; empty for none
     * @param probeEvery steps between two sample answers; 0 for none
     * @param probeSettings how the sample answers are generated
     * @param out directory for the finished checkpoint, an adapter where one is trained; committed
     *     whole or not at all; null to keep nothing
     */
    record Train(
            Path model,
            ModelSettings settings,
            TrainingMethod method,
            List<LabelledExample> examples,
            TrainingConfig config,
            int padId,
            List<int[]> probe,
            int probeEvery,
            GenerationSettings probeSettings,
            Path out)
            implements Command {}

    /**
     * Continues prompts as one padded batch. Streams {@link Event.Tokens}, ends in {@link
     * Event.Generated}.
     *
     * @param padding on the left, but for who wants to see what goes wrong otherwise
     */
    record Generate(
            Path model,
            ModelSettings modelSettings,
            List<int[]> prompts,
            Padding padding,
            GenerationSettings settings)
            implements Command {
        /** Padded on the left. */
        public Generate(
                Path model,
                ModelSettings modelSettings,
                List<int[]> prompts,
                GenerationSettings settings) {
            this(model, modelSettings, prompts, Padding.LEFT, settings);
        }

        public Generate(Path model, List<int[]> prompts, GenerationSettings settings) {
            this(model, ModelSettings.DEFAULTS, prompts, settings);
        }
    }

    /** Scores rows. Ends in {@link Event.Scored}. */
    record Score(Path model, ModelSettings settings, List<LabelledExample> examples)
            implements Command {
        public Score(Path model, List<LabelledExample> examples) {
            this(model, ModelSettings.DEFAULTS, examples);
        }
    }

    /**
     * Makes an adapter part of its base model's weights and writes the whole model, in the type the
     * base model's are stored in. Ends in {@link Event.Merged}.
     *
     * @param model the adapter's directory
     * @param out directory that does not exist or is empty
     */
    record Merge(Path model, ModelSettings settings, Path out) implements Command {}
}
