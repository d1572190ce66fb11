package org.sftworkbench.ui.train;

import static org.sftworkbench.ui.common.words.Words.key;

import java.util.List;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;

/**
 * Choices that go together, by name.
 *
 * @param name in English
 * @param purpose what it is for, in English
 */
record Preset(String name, String purpose, Application application) {
    /** Changes choices. */
    @FunctionalInterface
    interface Application {
        /**
         * @param defaults numbers that suit the open model
         */
        void to(TrainingChoices choices, TrainingConfig defaults);
    }

    private static final double LORA_RATE = 10;

    /** The presets there are. */
    static final List<Preset> ALL =
            List.of(
                    new Preset(
                            key("Defaults"),
                            key("The numbers that suit the open model"),
                            Preset::forThisModel),
                    new Preset(
                            key("TRL’s defaults"),
                            key("As SFTConfig of TRL has them"),
                            Preset::trl),
                    new Preset(
                            key("Adapter (LoRA)"),
                            key("All linear layers, rank 16, ten times the learning rate"),
                            Preset::adapter),
                    new Preset(
                            key("Little memory"),
                            key(
                                    "Adapter, one row at a time with accumulation, checkpointing,"
                                            + " bf16"),
                            Preset::littleMemory),
                    new Preset(
                            key("As in the course notes"),
                            key("Right padding and the mean of the batches’ means"),
                            Preset::asInTheNotes),
                    new Preset(
                            key("A quick look"),
                            key("Twenty steps at a constant learning rate"),
                            Preset::quickLook));

    private static void forThisModel(TrainingChoices choices, TrainingConfig defaults) {
        choices.method().loraProperty().set(false);
        choices.method().reset();
        choices.computation().reset();
        choices.record().reset();
        choices.form().reset();
        choices.form().type(defaults);
    }

    private static void trl(TrainingChoices choices, TrainingConfig defaults) {
        forThisModel(choices, TrainingConfig.TRL_DEFAULTS);
    }

    private static void adapter(TrainingChoices choices, TrainingConfig defaults) {
        forThisModel(choices, defaults.withLearningRate(LORA_RATE * defaults.learningRate()));
        choices.method().loraProperty().set(true);
    }

    private static void littleMemory(TrainingChoices choices, TrainingConfig defaults) {
        TrainingConfig.Batching rows = defaults.batching();
        adapter(
                choices,
                defaults.with(
                        new TrainingConfig.Batching(
                                1,
                                rows.batchSize() * rows.gradAccum(),
                                rows.shuffle(),
                                rows.normalization())));
        choices.computation().precisionProperty().set(Precision.BF16);
        choices.computation().checkpointingProperty().set(true);
        choices.computation().lossOfAllProperty().set(false);
    }

    private static void asInTheNotes(TrainingChoices choices, TrainingConfig defaults) {
        TrainingConfig.Batching rows = defaults.batching();
        forThisModel(
                choices,
                defaults.with(
                        new TrainingConfig.Batching(
                                rows.batchSize(),
                                rows.gradAccum(),
                                rows.shuffle(),
                                LossNormalization.MEAN_OF_MEANS)));
        choices.computation().layoutProperty().set(BatchLayout.PADDED);
    }

    private static void quickLook(TrainingChoices choices, TrainingConfig defaults) {
        TrainingConfig.Course course = defaults.course();
        forThisModel(
                choices,
                defaults.with(
                        new TrainingConfig.Course(course.epochs(), 20, ScheduleKind.CONSTANT, 0)));
    }
}
