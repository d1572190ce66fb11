package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sftworkbench.check.DatasetSummary;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.RowFindings;

/** Shows the first findings of each check as they come, and counts them all. */
abstract class CheckReport {
    private final DatasetSummary summary = new DatasetSummary();
    private final Map<String, Integer> told = new HashMap<>();
    private final Map<String, Integer> withoutTemplate = new TreeMap<>();
    private final int shown;

    CheckReport(int shown) {
        this.shown = shown;
    }

    /**
     * Writes one finding in full.
     *
     * @param file the data file; null where the finding is about the setup
     */
    abstract void show(Path file, Finding finding);

    /** How many findings of this kind are written in full. */
    int most(Finding finding) {
        return shown;
    }

    /** Writes the counts. */
    abstract void conclude();

    final void setup(List<Finding> findings) {
        summary.addSetup(findings);
        findings.forEach(finding -> show(null, finding));
    }

    /** What is to say once of a file. */
    final void file(Path file, Finding finding) {
        summary.addSetup(List.of(finding));
        show(file, finding);
    }

    final void row(Path file, RowFindings row) {
        summary.addRow(row);
        for (Finding finding : row.findings()) {
            if (told.merge(finding.check(), 1, Integer::sum) <= most(finding)) {
                show(file, finding);
            }
        }
    }

    /** Counts a row that no template renders, of which only some checks can be asked. */
    final void withoutTemplate(String kind) {
        withoutTemplate.merge(kind, 1, Integer::sum);
    }

    /** Rows that no template renders, by kind; such as {@code plain text}. */
    final Map<String, Integer> withoutTemplate() {
        return withoutTemplate;
    }

    /** What has been counted so far. */
    final DatasetSummary summary() {
        return summary;
    }
}
