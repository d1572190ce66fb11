package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.train.TrainingConfig;

/** Work for the engine. Plain data, so that the engine can live in a process of its own. */
public sealed interface Command {
    /**
     * Whether it may be carried out while a training run stands still: it takes no gradients,
     * changes nothing that a run depends on, and ends soon.
     */
    default boolean leavesRunsAsTheyAre() {
        return !(this instanceof Train || this instanceof Merge);
    }

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
     * @param config the numbers
     * @param rows what it is trained on
     * @param samples answers on the way
     * @param measurements what is measured beside the steps
     * @param output what is left on disk
     */
    record Train(
            Path model,
            ModelSettings settings,
            TrainingMethod method,
            TrainingConfig config,
            Rows rows,
            Samples samples,
            Measurements measurements,
            Output output)
            implements Command {
        /**
         * Rows to train on.
         *
         * @param examples in order
         * @param origins where they stand, to name one that breaks the run
         * @param padId id for padding
         */
        public record Rows(List<LabelledExample> examples, RowOrigins origins, int padId) {
            /** Some of them, given by their indices in order. */
            Rows of(List<Integer> chosen) {
                return new Rows(
                        chosen.stream().map(examples::get).toList(), origins.of(chosen), padId);
            }
        }

        /**
         * Sample answers on the way.
         *
         * @param prompts ids to continue; empty for none
         * @param every steps between two answers; 0 for none
         * @param settings how they are generated
         */
        public record Samples(List<int[]> prompts, int every, GenerationSettings settings) {
            /** Whether there are any. */
            public boolean wanted() {
                return every > 0 && !prompts.isEmpty();
            }

            /** None at all. */
            static final Samples NONE = new Samples(List.of(), 0, GenerationSettings.greedy(1));
        }

        /**
         * What a run leaves on disk.
         *
         * @param directory for the finished model, an adapter where one is trained; committed whole
         *     or not at all; null to keep nothing
         * @param recording what the run keeps of itself in {@code directory}, which is then a run
         *     directory with the finished model in it; empty for the finished model alone
         */
        public record Output(Path directory, Optional<Recording> recording) {}

        /**
         * Trains every weight of a model read as by default, measures the steps only, asks nothing
         * on the way and keeps nothing.
         *
         * @param padId id for padding
         */
        public static Train from(
                Path model, List<LabelledExample> examples, int padId, TrainingConfig config) {
            return new Train(
                    model,
                    ModelSettings.DEFAULTS,
                    TrainingMethod.FULL,
                    config,
                    new Rows(examples, RowOrigins.UNKNOWN, padId),
                    Samples.NONE,
                    Measurements.STEPS_ONLY,
                    new Output(null, Optional.empty()));
        }

        /** The same with the model read otherwise. */
        public Train with(ModelSettings others) {
            return new Train(model, others, method, config, rows, samples, measurements, output);
        }

        /** The same with other weights trained, or in another way. */
        public Train by(TrainingMethod other) {
            return new Train(model, settings, other, config, rows, samples, measurements, output);
        }

        /**
         * The same with sample answers on the way.
         *
         * @param prompts ids to continue; empty for none
         * @param every steps between two answers; 0 for none
         * @param numbers how they are generated
         */
        public Train sampling(List<int[]> prompts, int every, GenerationSettings numbers) {
            Samples others = new Samples(prompts, every, numbers);
            return new Train(model, settings, method, config, rows, others, measurements, output);
        }

        /** The same with other measurements beside the steps. */
        public Train measuring(Measurements others) {
            return new Train(model, settings, method, config, rows, samples, others, output);
        }

        /** The same with the rows' places known. */
        public Train of(RowOrigins places) {
            return on(new Rows(rows.examples(), places, rows.padId()));
        }

        /** The same on some of its rows, given by their indices in order. */
        public Train onRows(List<Integer> chosen) {
            return on(rows.of(chosen));
        }

        private Train on(Rows others) {
            return new Train(
                    model, settings, method, config, others, samples, measurements, output);
        }

        /** The same with what it leaves in another directory. */
        public Train into(Path directory) {
            return leaving(new Output(directory, output.recording()));
        }

        /** The same with a run directory. */
        public Train recorded(Recording kept) {
            return leaving(new Output(output.directory(), Optional.of(kept)));
        }

        private Train leaving(Output other) {
            return new Train(model, settings, method, config, rows, samples, measurements, other);
        }

        /** Rows to train on. */
        public List<LabelledExample> examples() {
            return rows.examples();
        }

        /** Where the rows stand. */
        public RowOrigins origins() {
            return rows.origins();
        }

        /** Id for padding. */
        public int padId() {
            return rows.padId();
        }

        /** Directory for the finished model; null to keep nothing. */
        public Path out() {
            return output.directory();
        }

        /** What the run keeps of itself. */
        public Optional<Recording> recording() {
            return output.recording();
        }
    }

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
     * Looks into a model's mind over whole rows: how likely each token was, and what else was. Ends
     * in {@link Event.Inspected}.
     *
     * @param batch what it reads
     * @param likeliest how many next tokens to tell at each place, at least 1
     */
    record Inspect(Path model, ModelSettings settings, InspectedBatch batch, int likeliest)
            implements Command {
        public Inspect {
            if (likeliest < 1) {
                throw new IllegalArgumentException(
                        "at least 1 next token must be told, not " + likeliest);
            }
        }

        /** The five likeliest next tokens. */
        public Inspect(Path model, InspectedBatch batch) {
            this(model, ModelSettings.DEFAULTS, batch, 5);
        }
    }

    /**
     * Makes an adapter part of its base model's weights and writes the whole model, in the type the
     * base model's are stored in. Tells {@link Event.Merging}, ends in {@link Event.Merged}.
     *
     * @param model the adapter's directory
     * @param out directory that does not exist or is empty
     */
    record Merge(Path model, ModelSettings settings, Path out) implements Command {}
}
