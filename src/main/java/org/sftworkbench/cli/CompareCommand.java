package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.Map;
import org.sftworkbench.check.Comparison;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft compare}: one row under two mask policies or two templates, token beside token. */
@Command(
        name = "compare",
        description =
                "Show one row under two mask policies or two chat templates, and where they"
                        + " differ. The second is the first but for what the options --other-… say.",
        sortOptions = false,
        footerHeading = "%nWith --json, one line holds:%n",
        footer = {
            "  row          number in the file, from 1",
            "  left, right  template and policy, and text, input_ids, tokens and loss_mask as in",
            "               'sft tokens'",
            "  pairs        [left, right, differs] of every place: token indices, null where that",
            "               side has no token; differs is 1 where a token is missing on one side or",
            "               counts toward the loss on one side only",
            "  differences  how many places differ",
            "",
            "The exit code is 0 whether or not they differ."
        })
final class CompareCommand implements Runnable {
    private final Console console;

    @Spec CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    TokensCommand.Source source;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Where the row is: " + ColumnsMixin.KINDS)
    Path data;

    @Mixin ColumnsMixin columns;

    @Option(
            names = "--row",
            paramLabel = "N",
            defaultValue = "1",
            description = "The row, from 1 (default ${DEFAULT-VALUE}).")
    int row;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--other-template",
            paramLabel = "FILE|NAME",
            description = "Chat template of the second, as --template.")
    String otherTemplate;

    @Option(
            names = "--other-mask",
            paramLabel = "POLICY",
            converter = EncodingMixin.PolicyConverter.class,
            description = "Mask policy of the second, as --mask.")
    MaskPolicy otherMask;

    @Option(
            names = "--other-var",
            paramLabel = "NAME=VALUE",
            description = "A variable for the second's template, over those of --var.")
    Map<String, String> otherVariables = Map.of();

    @Option(names = "--all", description = "List every token, not only those near differences.")
    boolean all;

    @Mixin JsonMixin output;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (otherTemplate == null && otherMask == null && otherVariables.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say what to compare with: --other-template, --other-mask or --other-var");
        }
        UsageTracking.optOut();
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(source.path())) {
            DataRow chosen = chosen();
            EncodingMixin other = encoding.other(otherTemplate, otherMask, otherVariables);
            ComparedSide left = side(chosen, encoding, tokenizer);
            ComparedSide right = side(chosen, other, tokenizer);
            Comparison comparison = Comparison.of(left.example(), right.example());
            ComparedRow compared = new ComparedRow(row, left, right, comparison);
            if (output.json) {
                console.json(compared.json());
            } else {
                new ComparisonTable(console, all).print(compared, data);
            }
        }
    }

    private DataRow chosen() {
        int last = 0;
        try (RowStream rows = columns.reader().stream(data)) {
            while (rows.hasNext()) {
                ReadRow read = rows.next();
                last = read.number();
                if (last == row && read instanceof DataRow good) {
                    return good;
                }
                if (last == row) {
                    throw new CommandFailure(RowReport.describe(data, (RowProblem) read));
                }
            }
        }
        throw new CommandFailure(data + ": has no row " + row + "; its rows go from 1 to " + last);
    }

    private ComparedSide side(DataRow chosen, EncodingMixin how, Tokenizer tokenizer) {
        ExampleEncoder encoder = how.encoder(tokenizer).with(MaskOverrideFile.beside(data).read());
        String template = how.label(tokenizer);
        String policy = how.options(tokenizer).policy().text();
        try {
            AnnotatedExample example = encoder.encode(chosen);
            return new ComparedSide(template, policy, example);
        } catch (TemplateException | DataException e) {
            throw new CommandFailure(
                    data
                            + ": row "
                            + row
                            + " under "
                            + template
                            + ", "
                            + policy
                            + ": "
                            + RowEncoder.why(e));
        }
    }
}
