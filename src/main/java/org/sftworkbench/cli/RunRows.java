package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.engine.RunChecks;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.EndOfTurnTokens;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.train.TrainingConfig;

/** Reads the rows of a run: those to train on, and those held out. */
final class RunRows {
    private final Console console;
    private final ModelMixin model;
    private final ColumnsMixin columns;
    private final EncodingMixin encoding;
    private final EvaluationMixin evaluation;
    private final TrainingConfig config;

    RunRows(
            Console console,
            ModelMixin model,
            ColumnsMixin columns,
            EncodingMixin encoding,
            EvaluationMixin evaluation,
            TrainingConfig config) {
        this.console = console;
        this.model = model;
        this.columns = columns;
        this.encoding = encoding;
        this.evaluation = evaluation;
        this.config = config;
    }

    /**
     * Rows that can be trained on, and how they were made.
     *
     * @param heldOut rows to score and not to train on; empty where none were asked for
     * @param turnEnds ids that end a turn, as far as the tokenizer knows
     * @param probed the row whose every token is scored on the way, where one was asked for
     */
    record Prepared(
            List<SourcedExample> rows,
            List<SourcedExample> heldOut,
            RowRecipe recipe,
            int padId,
            List<Integer> turnEnds,
            Optional<ProbedRow> probed) {
        Prepared probing(Optional<ProbedRow> row) {
            return new Prepared(rows, heldOut, recipe, padId, turnEnds, row);
        }

        List<LabelledExample> examples() {
            return rows.stream().map(SourcedExample::example).toList();
        }

        List<LabelledExample> heldOutExamples() {
            return heldOut.stream().map(SourcedExample::example).toList();
        }
    }

    /**
     * @param start what must be asked of rows that a template renders; empty to ask nothing
     * @throws CommandFailure where no row is left, a row does not fit the model, or the run must
     *     not start
     */
    Prepared prepare(TrainCommand.Rows source, Optional<StartCheck> start) {
        ModelConfig modelConfig = model.config();
        RowReport report = new RowReport(console);
        if (source.ids != null) {
            List<SourcedExample> all = RowEncoder.ids(source.ids);
            List<SourcedExample> extra = new ArrayList<>();
            evaluation.data.forEach(file -> extra.addAll(RowEncoder.ids(file)));
            Ends ends = model.openTokenizerIfAny().map(Ends::closing).orElse(Ends.UNKNOWN);
            Prepared prepared = parted(all, extra, RowRecipe.ofIds(), ends, modelConfig, report);
            return prepared.probing(
                    evaluation.probed(prepared.rows()).map(row -> ProbedRow.of(row.example())));
        }
        try (Tokenizer tokenizer = model.openTokenizer()) {
            RowEncoder encoder = new RowEncoder(encoding.encoder(tokenizer), report);
            TemplateNames.remark(encoding.choice(tokenizer)).ifPresent(console::remark);
            List<SourcedExample> all = encoder.examples(columns.reader(), source.data);
            List<SourcedExample> extra = encoder.examples(columns.reader(), evaluation.data);
            RowRecipe recipe =
                    RowRecipe.of(
                            encoding.label(tokenizer),
                            encoding.options(tokenizer),
                            columns.columns);
            Prepared prepared = parted(all, extra, recipe, Ends.of(tokenizer), modelConfig, report);
            start.ifPresent(check -> require(check, tokenizer, source.data));
            return prepared.probing(
                    evaluation.probed(prepared.rows()).map(row -> probed(row, encoder, tokenizer)));
        }
    }

    private ProbedRow probed(SourcedExample row, RowEncoder encoder, Tokenizer tokenizer) {
        ProbedRow whole = ProbedRow.of(encoder.again(row, columns.reader()), tokenizer);
        return config.length().cut(whole.row()).equals(row.example())
                ? new ProbedRow(row.example(), config.length().cut(whole.kinds()))
                : ProbedRow.of(row.example());
    }

    private void require(StartCheck check, Tokenizer tokenizer, List<Path> files) {
        check.require(
                RunChecks.setup(
                        tokenizer,
                        encoding.options(tokenizer),
                        ModelFacts.read(ModelDirectory.base(model.model)),
                        config.length()),
                columns.reader(),
                files);
    }

    private Prepared parted(
            List<SourcedExample> all,
            List<SourcedExample> extra,
            RowRecipe recipe,
            Ends ends,
            ModelConfig modelConfig,
            RowReport report) {
        List<SourcedExample> toTrain = all;
        List<SourcedExample> toScore = extra;
        if (evaluation.split != null && !all.isEmpty()) {
            // Before rows are left out, as a run that goes on parts them.
            RowSplit split = RowSplit.strict(all.size(), evaluation.split, config.seed());
            toTrain = split.trainedOf(all);
            toScore = split.heldOutOf(all);
        }
        ModelFit fit = new ModelFit(modelConfig);
        List<SourcedExample> rows = usable(toTrain, fit, report);
        List<SourcedExample> heldOut = usable(toScore, fit, report);
        report.conclude(rows.size(), "left out");
        if (rows.isEmpty()) {
            throw new CommandFailure("there is no row to train on");
        }
        if (evaluation.isWanted() && heldOut.isEmpty()) {
            throw new CommandFailure(
                    evaluation.split == null
                            ? "--eval-data: no row of it can be scored"
                            : "--eval-split "
                                    + evaluation.split
                                    + ": no row that it holds out can be scored");
        }
        return new Prepared(rows, heldOut, recipe, ends.padId(), ends.turnEnds(), Optional.empty());
    }

    private List<SourcedExample> usable(List<SourcedExample> all, ModelFit fit, RowReport report) {
        List<SourcedExample> usable = new ArrayList<>();
        for (SourcedExample row : all) {
            SourcedExample kept = cut(row);
            if (config.length().fits(kept.example())) {
                fit.require(kept);
            }
            Optional<String> reason = reasonToLeaveOut(kept);
            if (reason.isPresent()) {
                report.add(kept, reason.get());
            } else {
                usable.add(kept);
            }
        }
        return usable;
    }

    private SourcedExample cut(SourcedExample row) {
        return config.length().overlong() == LengthPolicy.Overlong.FILTER
                ? row
                : new SourcedExample(
                        row.file(), row.row(), row.line(), config.length().cut(row.example()));
    }

    private Optional<String> reasonToLeaveOut(SourcedExample row) {
        if (!config.length().fits(row.example())) {
            return Optional.of(
                    row.example().length()
                            + " tokens, more than --max-length "
                            + config.maxLength());
        }
        return row.example().supervisedTokens() == 0
                ? Optional.of("no token of it counts toward the loss")
                : Optional.empty();
    }

    /** What a tokenizer says of padding and of the ends of turns. */
    private record Ends(int padId, List<Integer> turnEnds) {
        static final Ends UNKNOWN = new Ends(0, List.of());

        static Ends of(Tokenizer tokenizer) {
            List<Integer> ids = new ArrayList<>();
            for (String token : EndOfTurnTokens.KNOWN) {
                tokenizer.idOf(token).ifPresent(ids::add);
            }
            return new Ends(tokenizer.paddingId(), ids);
        }

        static Ends closing(Tokenizer tokenizer) {
            try (tokenizer) {
                return of(tokenizer);
            }
        }
    }
}
