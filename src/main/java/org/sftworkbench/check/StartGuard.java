package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowPipeline;

/**
 * Says whether a run may start: an error in the setup or in a row that takes part blocks it, and
 * warnings ask for leave. Rows that the run leaves out block nothing. Not thread-safe.
 */
public final class StartGuard {
    /** What is to be done about a start. */
    public enum Verdict {
        /** Nothing stands in the way. */
        CLEAR,
        /** There are warnings: the user says whether to start all the same. */
        WARNED,
        /** There are errors: it cannot start. */
        BLOCKED
    }

    private final Checker checker;
    private final int shown;
    private final DatasetSummary summary = new DatasetSummary();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> shownOf = new HashMap<>();

    /**
     * @param checker of the run's tokenizer, template, mask policy, model and limit of length
     * @param shown how many findings of each check to keep for showing
     */
    public StartGuard(Checker checker, int shown) {
        this.checker = checker;
        this.shown = shown;
        List<Finding> setup = checker.setup();
        summary.addSetup(setup);
        setup.forEach(this::keep);
    }

    /**
     * Checks rows on several threads; rows that cannot be read are passed over.
     *
     * @param rows of one file
     * @param painted the checker that minds what was painted by hand in this file
     * @param threads working threads, at least 1
     */
    public void read(Iterator<? extends ReadRow> rows, Checker painted, int threads) {
        new RowPipeline<>(
                        row ->
                                row instanceof DataRow good
                                        ? painted.row(good)
                                        : new RowFindings(List.of(), Optional.empty()),
                        threads)
                .run(rows, this::add);
    }

    /** The checker for rows without masks painted by hand. */
    public Checker checker() {
        return checker;
    }

    /** Adds what was found of a row, where the run takes it. */
    public void add(RowFindings row) {
        if (checker.takes(row)) {
            summary.addRow(row);
            row.findings().forEach(this::keep);
        }
    }

    private void keep(Finding finding) {
        if (finding.severity() != Severity.NOTE
                && shownOf.merge(finding.check(), 1, Integer::sum) <= shown) {
            findings.add(finding);
        }
    }

    public Verdict verdict() {
        if (summary.findings(Severity.ERROR) > 0) {
            return Verdict.BLOCKED;
        }
        return summary.findings(Severity.WARNING) > 0 ? Verdict.WARNED : Verdict.CLEAR;
    }

    /** The first errors and warnings of each check, as they were found. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** All that was found, counted. */
    public DatasetSummary summary() {
        return summary;
    }

    /** Such as {@code 2 errors and 1 warning}. */
    public String words() {
        int errors = summary.findings(Severity.ERROR);
        int warnings = summary.findings(Severity.WARNING);
        String first = errors + (errors == 1 ? " error" : " errors");
        String second = warnings + (warnings == 1 ? " warning" : " warnings");
        if (errors == 0) {
            return second;
        }
        return warnings == 0 ? first : first + " and " + second;
    }
}
