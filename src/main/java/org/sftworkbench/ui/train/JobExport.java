package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.train.EvaluationPlan;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.train.export.TrlJob;
import org.sftworkbench.train.export.TrlJobWriter;

/** Writes a run that was not started here as a job for TRL's {@code SFTTrainer}. Writes files. */
final class JobExport {
    private final Path folder;

    /**
     * @param folder does not exist, or is empty
     */
    JobExport(Path folder) {
        this.folder = folder;
    }

    /**
     * @param options how the rows became tokens
     * @throws org.sftworkbench.model.ModelException where the folder holds something, or the model
     *     cannot be read
     * @throws org.sftworkbench.train.TrainingException where no row can be trained on, or the
     *     folder cannot be written
     */
    void write(Command.Train run, EncodingOptions options) {
        new CheckpointTarget(folder).check();
        Path base = ModelDirectory.base(run.model());
        ModelConfig config = ModelConfig.read(base);
        List<Integer> ends = config.eosIds();
        LengthPolicy length = run.config().length();
        Measurements beside = run.measurements();
        Optional<EvaluationPlan> evaluation =
                beside.evaluationRows().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new EvaluationPlan(
                                        beside.evaluationEvery(), beside.evaluationBatch()));
        new TrlJobWriter(folder)
                .write(
                        new TrlJob(
                                base,
                                ModelDirectory.isAdapter(run.model())
                                        ? Optional.of(run.model())
                                        : Optional.empty(),
                                run.method().lora(),
                                Optional.of(ModelDirectory.ofTokenizer(run.model())),
                                options.template().sources(),
                                new TrainingConfigJson.Numbers(
                                        run.config(), run.method().step(), evaluation),
                                run.settings().precision(),
                                length.trainable(run.examples()),
                                length.usable(beside.evaluationRows()),
                                run.padId(),
                                ends.isEmpty() ? run.padId() : ends.get(0),
                                config.attentionCap() > 0));
    }
}
