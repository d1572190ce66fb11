package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.check.DatasetSummary;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.LengthHistogram;
import org.sftworkbench.check.Severity;
import org.sftworkbench.cli.console.Columns;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.cli.console.Style;
import org.sftworkbench.job.Percent;

/** Findings and counts for people. */
final class CheckText extends CheckReport {
    private static final int BAR = 40;

    private final Console console;
    private final int maxLength;

    CheckText(Console console, int shown, int maxLength) {
        super(shown);
        this.console = console;
        this.maxLength = maxLength;
    }

    @Override
    void show(Path file, Finding finding) {
        String place = finding.place().displayed();
        console.line(
                severity(finding.severity())
                        + "  "
                        + console.style().bold(finding.check())
                        + "  "
                        + (file == null ? place : file.getFileName() + ", " + place));
        console.line("    " + finding.message());
        console.line("    " + console.style().dim("→ ") + finding.remedy());
    }

    /** What is no fault is said once; how many rows it is true of stands in the counts. */
    @Override
    int most(Finding finding) {
        int all = super.most(finding);
        return finding.severity() == Severity.NOTE ? Math.min(1, all) : all;
    }

    private static String notes(DatasetSummary counts) {
        List<Integer> kinds = List.copyOf(counts.notes().values());
        return switch (kinds.size()) {
            case 0 -> "0 notes";
            case 1 ->
                    kinds.get(0) == 0
                            ? "1 note"
                            : String.format(Locale.ROOT, "1 note (rows: %,d)", kinds.get(0));
            default -> kinds.size() + " kinds of notes";
        };
    }

    private String severity(Severity severity) {
        Style style = console.style();
        return switch (severity) {
            case ERROR -> style.red("error  ");
            case WARNING -> style.bold("warning");
            case NOTE -> style.dim("note   ");
        };
    }

    @Override
    void conclude() {
        DatasetSummary counts = summary();
        console.line();
        console.line(
                console.style()
                        .bold(
                                String.format(
                                        Locale.ROOT,
                                        "%s checked: %s, %s, %s; %s an error",
                                        Counted.of(counts.rows(), "row"),
                                        Counted.of(counts.findings(Severity.ERROR), "error"),
                                        Counted.of(counts.findings(Severity.WARNING), "warning"),
                                        notes(counts),
                                        Counted.of(counts.failingRows(), "row")
                                                + (counts.failingRows() == 1 ? " has" : " have"))));
        withoutTemplate()
                .forEach(
                        (kind, rows) ->
                                console.line(
                                        String.format(
                                                Locale.ROOT,
                                                "%,d of them %s %s, which no template renders:"
                                                        + " checked for length, trained tokens and"
                                                        + " ids only",
                                                rows,
                                                rows == 1 ? "is" : "are",
                                                kind)));
        if (!counts.checks().isEmpty()) {
            Columns columns = Columns.of(8, "severity", "rows");
            console.line(columns.head() + "  check");
            counts.checks()
                    .forEach(
                            count ->
                                    console.line(
                                            columns.line(
                                                            count.severity().displayed(),
                                                            count.rows() == 0
                                                                    ? "setup"
                                                                    : format(count.rows()))
                                                    + "  "
                                                    + count.check()));
        }
        lengths(counts);
    }

    private void lengths(DatasetSummary counts) {
        LengthHistogram lengths = counts.lengths();
        if (lengths.bins().isEmpty()) {
            return;
        }
        console.line(
                String.format(
                        Locale.ROOT,
                        "%s, %,d of them trained (%s)",
                        Counted.of(counts.tokens(), "token"),
                        counts.trainedTokens(),
                        Percent.text(counts.trainedTokens(), counts.tokens())));
        console.line(
                String.format(
                        Locale.ROOT,
                        "row length: shortest %,d, median %,d, longest %s",
                        lengths.shortest(),
                        lengths.median(),
                        Counted.of(lengths.longest(), "token")));
        int most = lengths.bins().stream().mapToInt(LengthHistogram.Bin::rows).max().orElse(1);
        for (LengthHistogram.Bin bin : lengths.bins()) {
            console.line(
                    String.format(
                            Locale.ROOT,
                            "  up to %,7d  %s %,d",
                            bin.to(),
                            "█".repeat((int) Math.ceil((double) BAR * bin.rows() / most)),
                            bin.rows()));
        }
        if (maxLength > 0) {
            DatasetSummary.Limit limit = counts.limit();
            console.line(
                    String.format(
                            Locale.ROOT,
                            "more than %s: %s, left out in training; cutting them would"
                                    + " leave %,d without a trained token and %,d without the end of"
                                    + " an answer",
                            Counted.of(maxLength, "token"),
                            Counted.of(limit.longer(), "row"),
                            limit.losingAnswer(),
                            limit.losingEnd()));
        }
    }

    private static String format(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
