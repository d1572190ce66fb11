package org.sftworkbench.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.cli.console.TokenPainter;
import org.sftworkbench.cli.console.TokenTable;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.job.Percent;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sft tokens}: shows which tokens of each row are trained. */
@Command(
        name = "tokens",
        description = "Show each row as tokens, and which of them count toward the loss.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each row holds:%n",
        footer = {
            "  row             number in the file, from 1",
            "  text            what the template made of the row",
            "  input_ids       token ids",
            "  tokens          their names in the vocabulary",
            "  spans           [start, end] of each token in text, counted in code points",
            "  loss_mask       1 where the token counts toward the loss, else 0",
            "  labels          aligned: the id where it counts, else -100 (shifted inside the loss)",
            "  shifted_labels  each position's target: the next token's id where that counts, else"
                    + " -100",
            "  roles           role of the message whose turn a token is in, or null",
            "  template        only of a model with several chat templates: the one that was used",
            "  dropped         only with --max-length: whether training leaves the row out",
            "",
            "Rows that cannot be used are named on the error stream; the exit code is then 1."
        })
final class TokensCommand implements Runnable {
    private final Console console;

    /** Where the tokenizer is. */
    static final class Source {
        @Option(
                names = "--model",
                paramLabel = "DIR",
                required = true,
                converter = ModelPlace.class,
                description =
                        "Model directory whose tokenizer to use, or OWNER/NAME of a model that 'sft"
                                + " pull' brought.")
        Path model;

        @Option(
                names = "--tokenizer",
                paramLabel = "DIR",
                required = true,
                converter = ModelPlace.class,
                description = "Directory with tokenizer.json.")
        Path tokenizer;

        Path path() {
            return model == null ? tokenizer : ModelDirectory.ofTokenizer(model);
        }
    }

    @ArgGroup(multiplicity = "1")
    Source source;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Rows to show: " + ColumnsMixin.KINDS)
    Path data;

    @Mixin ColumnsMixin columns;

    @Option(names = "--row", paramLabel = "N", description = "Show only this row, from 1.")
    Integer row;

    @Mixin EncodingMixin encoding;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description =
                    "Mark rows of more than N tokens as left out, as training does; 0 for no"
                            + " limit. They are not cut.")
    Integer maxLength;

    @Option(names = "--table", description = "List every token with its id, label and role.")
    boolean table;

    @Mixin JsonMixin output;

    TokensCommand(Console console) {
        this.console = console;
    }

    /** One row as JSON. */
    record Row(
            int row,
            String text,
            int[] inputIds,
            List<String> tokens,
            int[][] spans,
            int[] lossMask,
            int[] labels,
            int[] shiftedLabels,
            List<String> roles,
            @JsonInclude(JsonInclude.Include.NON_NULL) String template,
            @JsonInclude(JsonInclude.Include.NON_NULL) Boolean dropped) {}

    @Override
    public void run() {
        UsageTracking.optOut();
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(source.path())) {
            RowReport report = new RowReport(console);
            ExampleEncoder rendering = encoding.encoder(tokenizer);
            RowEncoder encoder = new RowEncoder(rendering, report);
            int[] shown = new int[1];
            try (RowStream rows = columns.reader().stream(data)) {
                encode(
                        encoder,
                        rows,
                        (dataRow, example) -> {
                            if (shown[0]++ == 0 && !output.json) {
                                new TokenPainter(console).legend();
                            }
                            show(dataRow, example, name(dataRow, rendering));
                        });
            }
            if (report.count() > 0) {
                throw new CommandFailure(
                        report.count()
                                + " of "
                                + (report.count() + shown[0])
                                + " rows cannot be shown, as named above");
            }
        }
    }

    private void encode(
            RowEncoder encoder, RowStream rows, BiConsumer<DataRow, AnnotatedExample> sink) {
        if (row == null) {
            encoder.forEach(rows, sink);
            return;
        }
        int there = encoder.only(row, rows, sink);
        if (there != row) {
            throw new CommandFailure(
                    data + ": has no row " + row + "; its rows go from 1 to " + there);
        }
    }

    /** Of the model's templates, the one that the row was rendered with; null where it has one. */
    private static String name(DataRow row, ExampleEncoder rendering) {
        return row.chat().flatMap(rendering::templateName).orElse(null);
    }

    private void show(DataRow dataRow, AnnotatedExample example, String template) {
        Boolean dropped =
                maxLength == null || maxLength == 0
                        ? null
                        : Boolean.valueOf(example.tokens().size() > maxLength);
        if (output.json) {
            console.json(json(dataRow, example, template, dropped));
            return;
        }
        console.line();
        console.line(console.style().bold(title(dataRow, example, template, dropped)));
        if (table) {
            new TokenTable(console).print(example);
        } else {
            new TokenPainter(console).paint(example);
        }
    }

    private String title(
            DataRow dataRow, AnnotatedExample example, String template, Boolean dropped) {
        int length = example.tokens().size();
        long trained = example.tokens().stream().filter(TokenView::trained).count();
        return String.format(
                Locale.ROOT,
                "Row %d of %s: %s, %,d trained (%s)%s%s",
                dataRow.number(),
                data.getFileName(),
                Counted.of(length, "token"),
                trained,
                Percent.text(trained, length),
                template == null ? "" : ", by the template " + template,
                Boolean.TRUE.equals(dropped)
                        ? ", left out: longer than " + Counted.of(maxLength, "token")
                        : "");
    }

    private static Row json(
            DataRow dataRow, AnnotatedExample example, String template, Boolean dropped) {
        List<TokenView> tokens = example.tokens();
        CodePoints codePoints = new CodePoints(example.text());
        int[][] spans = new int[tokens.size()][];
        int[] mask = new int[tokens.size()];
        for (int t = 0; t < spans.length; t++) {
            TokenView token = tokens.get(t);
            spans[t] = new int[] {codePoints.at(token.start()), codePoints.at(token.end())};
            mask[t] = token.trained() ? 1 : 0;
        }
        return new Row(
                dataRow.number(),
                example.text(),
                example.example().inputIds(),
                tokens.stream().map(TokenView::token).toList(),
                spans,
                mask,
                example.example().alignedLabels(),
                example.example().shiftedLabels(),
                // Not toList's neighbour List.copyOf, which takes no null.
                tokens.stream().map(t -> t.role().isEmpty() ? null : t.role()).toList(),
                template,
                dropped);
    }
}
