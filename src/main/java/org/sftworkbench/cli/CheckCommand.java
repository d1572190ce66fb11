package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.check.CheckSetup;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.check.RowFindings;
import org.sftworkbench.check.Severity;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowPipeline;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sft check}: finds what would go wrong in training, before training. */
@Command(
        name = "check",
        description =
                "Check tokenizer, template, mask policy and rows for the known ways in which"
                        + " fine-tunes go wrong.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each finding holds:%n",
        footer = {
            "  severity         error, warning or note",
            "  check            name of the check",
            "  file, row        where; both missing where the finding is about the whole setup",
            "  message_index    index of the message in the row, from 0",
            "  tokens           [first, end] of the tokens meant, from 0",
            "  template_line, template_column  place in the template, from 1",
            "  message, remedy  what is the case, and what to do",
            "",
            "and a last line the counts: rows, failing_rows, errors, warnings, notes, checks,"
                    + " tokens,",
            "trained_tokens, lengths; with --max-length, limit; and, where there are such rows,",
            "without_template: how many of plain text or token ids, of which only length, trained",
            "tokens and ids are checked. Masks painted by hand (FILE.masks.json) are minded.",
            "The exit code is 1 where there are errors; warnings and notes leave it at 0."
        })
final class CheckCommand implements Runnable {
    private final Console console;

    @ArgGroup(multiplicity = "1")
    TokensCommand.Source source;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "Rows to check, as 'sft train' takes them; one or more files.")
    List<Path> data;

    @Mixin ColumnsMixin columns;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description = "Tell what a limit of N tokens would leave out or cut.")
    int maxLength;

    @Option(
            names = "--show",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Show the first N findings of each check in full (default ${DEFAULT-VALUE});"
                            + " all are counted.")
    int shown;

    @Option(
            names = "--insert-generation-marks",
            paramLabel = "OUT.jinja",
            description =
                    "Also write the template to this file with {%% generation %%} blocks around"
                            + " what the mask policy trains, where rendering the rows proves that"
                            + " nothing else changes.")
    Path marked;

    @Mixin JsonMixin output;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        UsageTracking.optOut();
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(source.path())) {
            ModelFacts model =
                    source.model == null
                            ? ModelFacts.UNKNOWN
                            : ModelFacts.read(ModelDirectory.base(source.model));
            Checker checker =
                    new Checker(
                            new CheckSetup(
                                    tokenizer, encoding.options(tokenizer), model, maxLength));
            TemplateNames.remark(encoding.choice(tokenizer)).ifPresent(console::remark);
            CheckReport report =
                    output.json
                            ? new CheckJson(console, shown, maxLength)
                            : new CheckText(console, shown, maxLength);
            report.setup(checker.setup());
            for (Path file : data) {
                check(file, checker, report);
            }
            report.conclude();
            if (marked != null) {
                new MarkedTemplateFile(console, marked)
                        .write(tokenizer, encoding.options(tokenizer), columns.reader(), data);
            }
            int errors = report.summary().findings(Severity.ERROR);
            if (errors > 0) {
                throw new CommandFailure(errors + (errors == 1 ? " error" : " errors"));
            }
        }
    }

    private void check(Path file, Checker checker, CheckReport report) {
        TextPairNote textPairs = new TextPairNote();
        Checker painted = checker.with(MaskOverrideFile.beside(file).read());
        RowPipeline<Checked> pipeline =
                new RowPipeline<>(
                        row -> new Checked(row, findings(row, painted)),
                        Runtime.getRuntime().availableProcessors());
        try (RowStream rows = columns.reader().stream(file)) {
            if (!rows.hasNext()) {
                throw new CommandFailure(file + ": holds no rows");
            }
            pipeline.run(
                    rows,
                    checked -> {
                        if (checked.row() instanceof DataRow good) {
                            textPairs.at(good).ifPresent(note -> report.file(file, note));
                        }
                        tell(file, checked, report);
                    });
        }
    }

    /** A row with what there is to say about it. */
    private record Checked(ReadRow row, RowFindings findings) {}

    private static RowFindings findings(ReadRow row, Checker checker) {
        return row instanceof DataRow good ? checker.row(good) : UnreadableRow.of((RowProblem) row);
    }

    private static void tell(Path file, Checked checked, CheckReport report) {
        report.row(file, checked.findings());
        if (checked.row() instanceof DataRow good && good.chat().isEmpty()) {
            report.withoutTemplate(good.content().kind());
        }
    }
}
