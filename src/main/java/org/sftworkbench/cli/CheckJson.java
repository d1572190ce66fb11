package org.sftworkbench.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sftworkbench.check.DatasetSummary;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.LengthHistogram;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.Severity;
import org.sftworkbench.cli.console.Console;

/** Findings and counts as lines of JSON. */
final class CheckJson extends CheckReport {
    private final Console console;
    private final int maxLength;

    CheckJson(Console console, int shown, int maxLength) {
        super(shown);
        this.console = console;
        this.maxLength = maxLength;
    }

    /** One finding. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingLine(
            String severity,
            String check,
            String file,
            Integer row,
            Integer messageIndex,
            int[] tokens,
            Integer templateLine,
            Integer templateColumn,
            String message,
            String remedy) {}

    /** The counts. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SummaryLine(
            int rows,
            int failingRows,
            int errors,
            int warnings,
            int notes,
            List<CheckCount> checks,
            long tokens,
            long trainedTokens,
            LengthHistogram lengths,
            DatasetSummary.Limit limit,
            Map<String, Integer> withoutTemplate) {}

    /** The counts of one check. */
    record CheckCount(String check, String severity, int rows) {}

    @Override
    void show(Path file, Finding finding) {
        Place place = finding.place();
        console.json(
                new FindingLine(
                        finding.severity().displayed(),
                        finding.check(),
                        file == null ? null : file.toString(),
                        place.row() > 0 ? place.row() : null,
                        place.message() >= 0 ? place.message() : null,
                        place.hasTokens() ? new int[] {place.firstToken(), place.endToken()} : null,
                        place.template() == null ? null : place.template().line(),
                        place.template() == null ? null : place.template().column(),
                        finding.message(),
                        finding.remedy()));
    }

    @Override
    void conclude() {
        DatasetSummary counts = summary();
        console.json(
                new SummaryLine(
                        counts.rows(),
                        counts.failingRows(),
                        counts.findings(Severity.ERROR),
                        counts.findings(Severity.WARNING),
                        counts.findings(Severity.NOTE),
                        counts.checks().stream()
                                .map(
                                        c ->
                                                new CheckCount(
                                                        c.check(),
                                                        c.severity().displayed(),
                                                        c.rows()))
                                .toList(),
                        counts.tokens(),
                        counts.trainedTokens(),
                        counts.lengths(),
                        maxLength > 0 ? counts.limit() : null,
                        withoutTemplate().isEmpty() ? null : withoutTemplate()));
    }
}
