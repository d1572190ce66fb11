package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.job.Cancellation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sft score}: the loss of rows under a model, token by token. */
@picocli.CommandLine.Command(
        name = "score",
        description = "Compute the loss of rows of ids under a model, token by token.",
        sortOptions = false,
        footerHeading = "%nWith --json, a line for each row holds:%n",
        footer = {
            "  nll   an entry for each position: the negative log-likelihood (nats) of the token",
            "        after it, where that token counts; else null. Entry t is about token t+1, as in",
            "        shifted labels, so the last is always null.",
            "  loss  mean of the row's entries, or null where it has none",
            "The last line holds only loss: the mean over the tokens of all rows."
        })
final class ScoreCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Mixin WeightsMixin model;

    @Option(
            names = "--ids",
            paramLabel = "FILE.jsonl",
            required = true,
            description =
                    "Rows to score: {\"input_ids\": […], \"labels\": […]} a line, labels aligned,"
                            + " -100 where a token does not count; all count where there are no"
                            + " labels.")
    Path ids;

    @Mixin ComputeMixin compute;

    @Mixin JsonMixin output;

    ScoreCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    /** One row as JSON. */
    record Row(List<Double> nll, Double loss) {}

    /** The last line as JSON. */
    record Total(Double loss) {}

    @Override
    public void run() {
        ModelFit fit = new ModelFit(model.config());
        List<SourcedExample> rows = RowEncoder.ids(ids);
        rows.forEach(fit::require);
        try (EngineSession engine = new EngineSession(stop)) {
            Event.Scored scored =
                    engine.run(
                            new Command.Score(
                                    model.directory(),
                                    compute.settings(model.base()),
                                    rows.stream().map(SourcedExample::example).toList()),
                            Event.Scored.class);
            if (output.json) {
                scored.nll().forEach(nll -> console.json(row(nll)));
                console.json(new Total(orNull(scored.loss())));
            } else {
                print(scored);
            }
        }
    }

    private void print(Event.Scored scored) {
        int number = 0;
        for (double[] nll : scored.nll()) {
            Row row = row(nll);
            console.line(
                    String.format(
                            Locale.ROOT,
                            "row %4d  %5d supervised tokens  loss %s",
                            ++number,
                            row.nll().stream().filter(v -> v != null).count(),
                            text(row.loss())));
        }
        console.line(console.style().bold("token-mean loss " + text(orNull(scored.loss()))));
    }

    private static String text(Double loss) {
        return loss == null ? "–" : String.format(Locale.ROOT, "%.6f", loss);
    }

    /** From "of token t" to "of the token after t". */
    private static Row row(double[] nllOfToken) {
        List<Double> ofNext = new ArrayList<>();
        for (int t = 1; t < nllOfToken.length; t++) {
            ofNext.add(orNull(nllOfToken[t]));
        }
        ofNext.add(null);
        return new Row(
                ofNext,
                orNull(
                        Arrays.stream(nllOfToken)
                                .filter(v -> !Double.isNaN(v))
                                .average()
                                .orElse(Double.NaN)));
    }

    /** JSON has no numbers that are not finite. */
    private static Double orNull(double value) {
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }
}
