package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ParameterCount;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainingConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft train}: fine-tunes a model and saves the result. */
@picocli.CommandLine.Command(
        name = "train",
        description = "Fine-tune a model, with the loss of every step.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each step holds:%n",
        footer = {
            "  step               from 1",
            "  loss               mean NLL of the step's supervised tokens before the update",
            "  loss_all           mean NLL of all its tokens: what pretraining would minimise;",
            "                     null with --no-loss-all",
            "  lr, grad_norm      learning rate; gradient norm before clipping",
            "  supervised_tokens, tokens, tokens_per_second",
            "",
            "Rows that cannot be read, are too long or have no trained token are named on the",
            "error stream and left out; the others are trained on. With --ids a broken row ends",
            "the command. The model directory is never written to. Started from an adapter, the",
            "adapter is trained on and saved as one."
        })
final class TrainCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Mixin ModelMixin model;

    /** Where the rows come from. */
    static final class Rows {
        @Option(
                names = "--data",
                paramLabel = "FILE",
                arity = "1..*",
                required = true,
                description = "Rows to train on: " + ColumnsMixin.KINDS)
        List<Path> data;

        @Option(
                names = "--ids",
                paramLabel = "FILE.jsonl",
                required = true,
                description =
                        "Rows that are tokens already: {\"input_ids\": […], \"labels\": […]} a"
                                + " line, labels aligned, -100 where a token does not count.")
        Path ids;
    }

    @ArgGroup(multiplicity = "1")
    Rows rows;

    @Mixin ColumnsMixin columns;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Save the tuned model, or its adapter, here: a directory that does not exist"
                            + " or is empty. Without it nothing is kept.")
    Path out;

    @Mixin HyperParameters numbers;

    @Mixin LoraMixin lora;

    @Mixin StepMixin step;

    @Mixin ComputeMixin compute;

    @Mixin JsonMixin output;

    TrainCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    @Override
    public void run() {
        TrainingConfig config = config();
        TrainingMethod method = method();
        ModelConfig modelConfig = model.config();
        check(method, modelConfig);
        new CheckpointTarget(out).check();
        Prepared prepared = prepare(modelConfig, config);
        if (out == null) {
            console.remark("The tuned model will not be kept; --out DIR keeps it.");
        }
        Command.Train command =
                new Command.Train(
                        model.directory(),
                        compute.settings(model.base()),
                        method,
                        prepared.examples(),
                        config,
                        prepared.padId(),
                        List.of(),
                        0,
                        GenerationSettings.greedy(1),
                        out);
        StepLines lines = new StepLines(console, output.json);
        try (EngineSession engine = new EngineSession(stop)) {
            Event.Trained end = engine.run(command, Event.Trained.class, lines::hear);
            lines.conclude(end);
        }
    }

    private TrainingConfig config() {
        try {
            return numbers.config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private TrainingMethod method() {
        try {
            return new TrainingMethod(lora.config(), step.options());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Whether the model can be trained like this, before its rows are read. */
    private void check(TrainingMethod method, ModelConfig modelConfig) {
        if (method.lora().isPresent() && model.isAdapter()) {
            throw new CommandFailure(
                    model.directory()
                            + ": is an adapter already; leave the --lora options out to train it"
                            + " on, or make it part of its base model with 'sft merge' first");
        }
        ParameterCount.of(modelConfig, method.lora());
    }

    /** Rows that can be trained on. */
    private record Prepared(List<LabelledExample> examples, int padId) {}

    private Prepared prepare(ModelConfig modelConfig, TrainingConfig config) {
        RowReport report = new RowReport(console);
        ModelFit fit = new ModelFit(modelConfig);
        if (rows.ids != null) {
            List<SourcedExample> all = RowEncoder.ids(rows.ids);
            int padId = model.openTokenizerIfAny().map(TrainCommand::paddingId).orElse(0);
            all.stream().filter(row -> isShort(row, config)).forEach(fit::require);
            return new Prepared(usable(all, config, report), padId);
        }
        try (Tokenizer tokenizer = model.openTokenizer()) {
            List<SourcedExample> all =
                    new RowEncoder(encoding.encoder(tokenizer), report)
                            .examples(columns.reader(), rows.data);
            all.stream().filter(row -> isShort(row, config)).forEach(fit::require);
            return new Prepared(usable(all, config, report), tokenizer.paddingId());
        }
    }

    private static int paddingId(Tokenizer tokenizer) {
        try (tokenizer) {
            return tokenizer.paddingId();
        }
    }

    private static boolean isShort(SourcedExample row, TrainingConfig config) {
        return config.maxLength() == 0 || row.example().length() <= config.maxLength();
    }

    private List<LabelledExample> usable(
            List<SourcedExample> all, TrainingConfig config, RowReport report) {
        List<LabelledExample> usable = new ArrayList<>();
        for (SourcedExample row : all) {
            Optional<String> reason = reasonToLeaveOut(row, config);
            if (reason.isPresent()) {
                report.add(row, reason.get());
            } else {
                usable.add(row.example());
            }
        }
        report.conclude(usable.size(), "are left out");
        if (usable.isEmpty()) {
            throw new CommandFailure("there is no row to train on");
        }
        return usable;
    }

    private static Optional<String> reasonToLeaveOut(SourcedExample row, TrainingConfig config) {
        if (!isShort(row, config)) {
            return Optional.of(
                    row.example().length()
                            + " tokens, more than --max-length "
                            + config.maxLength());
        }
        return row.example().supervisedTokens() == 0
                ? Optional.of("no token of it counts toward the loss")
                : Optional.empty();
    }
}
