package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingConfigJson;
import org.sftworkbench.train.export.TrlJob;
import org.sftworkbench.train.export.TrlJobWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft export trl}: writes a run as a job for TRL's SFTTrainer. */
@Command(
        name = "trl",
        description =
                "Write what 'sft train' would do with these options as a folder that TRL's"
                        + " SFTTrainer runs under 'accelerate launch', on one GPU or many.",
        sortOptions = false,
        footerHeading = "%nThe folder holds:%n",
        footer = {
            "  data/            the rows as input_ids and labels, so that template and mask are the",
            "                   same",
            "  job.json         the configuration in TRL's names",
            "  train.py         the script",
            "  requirements.txt, README.md"
        })
final class ExportTrlCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    @Mixin ModelMixin model;

    @ArgGroup(multiplicity = "1")
    TrainCommand.Rows rows;

    @Mixin ColumnsMixin columns;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder: one that does not exist or is empty.")
    Path out;

    @Mixin HyperParameters numbers;

    @Mixin EvaluationMixin evaluation;

    @Mixin LoraMixin lora;

    @Mixin StepMixin step;

    @Mixin ComputeMixin compute;

    @Option(
            names = "--start-anyway",
            description = "Write it in spite of warnings that the checks give ('sft check').")
    boolean startAnyway;

    ExportTrlCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        TrainingConfigJson.Numbers run = numbers();
        TrainingConfig config = run.config();
        new CheckpointTarget(out).check();
        RunRows.Prepared prepared =
                new RunRows(console, model, columns, encoding, evaluation, config)
                        .prepare(rows, Optional.of(StartCheck.ofJob(console, startAnyway)));
        List<Integer> ends = model.config().eosIds();
        new TrlJobWriter(out)
                .write(
                        new TrlJob(
                                ModelDirectory.base(model.model),
                                model.isAdapter()
                                        ? Optional.of(model.directory())
                                        : Optional.empty(),
                                lora.config(),
                                model.tokenizerPathIfAny(),
                                templates(),
                                run,
                                compute.precision,
                                prepared.examples(),
                                prepared.heldOutExamples(),
                                prepared.padId(),
                                ends.isEmpty() ? prepared.padId() : ends.get(0),
                                model.config().attentionCap() > 0));
        console.line(
                prepared.rows().size()
                        + (prepared.rows().size() == 1 ? " row" : " rows")
                        + " and their configuration are in "
                        + out
                        + "; its README.md says how to run it");
    }

    private TrainingConfigJson.Numbers numbers() {
        try {
            return new TrainingConfigJson.Numbers(
                    numbers.config(),
                    step.options(),
                    evaluation.isWanted() ? Optional.of(evaluation.plan()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** The Jinja templates the rows are rendered with, where they are. */
    private Map<String, String> templates() {
        if (rows.ids != null) {
            return Map.of();
        }
        try (Tokenizer tokenizer = model.openTokenizer()) {
            return encoding.choice(tokenizer).sources();
        }
    }
}
