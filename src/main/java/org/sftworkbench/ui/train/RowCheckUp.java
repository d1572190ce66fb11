package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.ModelFacts;
import org.sftworkbench.check.RowFindings;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.engine.RunChecks;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.LengthPolicy;

/**
 * Runs the checks over the rows of a run on the background thread, a few at a time, so that other
 * panes' work gets its turn in between.
 */
final class RowCheckUp {
    private static final int CHUNK = 16;

    /**
     * What is checked.
     *
     * @param model directory that is trained; an adapter's base where it is one
     * @param length what becomes of long rows
     */
    record Subject(
            Tokenizer tokenizer,
            EncodingOptions options,
            List<DataRow> rows,
            Path model,
            LengthPolicy length) {
        Subject {
            rows = List.copyOf(rows);
        }
    }

    /** Hears how the checks go, on the FX thread. */
    interface Listener {
        /**
         * @param share of the rows checked, from 0 to 1
         */
        void progressed(double share);

        void finished(CheckedRows found);

        /** The model's files or the rows' cannot be read, as where they changed meanwhile. */
        void failed(String message);
    }

    private final Subject subject;
    private final Executor background;
    private final Executor fx;
    private final Listener listener;
    private final List<CheckedRows.Found> found = new ArrayList<>();
    private Checker checker;
    private volatile boolean cancelled;

    RowCheckUp(Subject subject, Executor background, Executor fx, Listener listener) {
        this.subject = subject;
        this.background = background;
        this.fx = fx;
        this.listener = listener;
    }

    void start() {
        inBackground(this::open);
    }

    private void inBackground(Runnable part) {
        background.execute(
                () -> {
                    try {
                        part.run();
                    } catch (RuntimeException e) {
                        tell(() -> listener.failed(e.getMessage()));
                    }
                });
    }

    /** Nothing more is told. FX thread only. */
    void cancel() {
        cancelled = true;
    }

    private void open() {
        checker =
                new Checker(
                        RunChecks.setup(
                                subject.tokenizer(),
                                subject.options(),
                                ModelFacts.read(subject.model()),
                                subject.length()));
        checker.setup().forEach(finding -> found.add(new CheckedRows.Found(finding, null)));
        checkFrom(0);
    }

    private void checkFrom(int first) {
        int end = Math.min(first + CHUNK, subject.rows().size());
        for (int r = first; r < end && !cancelled; r++) {
            DataRow row = subject.rows().get(r);
            RowFindings findings = checker.row(row);
            if (findings.example().isEmpty()) {
                // It could be encoded before: whether that is its file's doing, it says itself.
                row.content();
            }
            // Rows that the run leaves out block nothing.
            if (!checker.takes(findings)) {
                continue;
            }
            findings.findings().stream()
                    .filter(finding -> finding.severity() != Severity.NOTE)
                    .forEach(finding -> found.add(new CheckedRows.Found(finding, row)));
        }
        if (cancelled) {
            return;
        }
        if (end < subject.rows().size()) {
            tell(() -> listener.progressed((double) end / subject.rows().size()));
            inBackground(() -> checkFrom(end));
        } else {
            CheckedRows all = CheckedRows.of(found);
            tell(() -> listener.finished(all));
        }
    }

    private void tell(Runnable news) {
        fx.execute(
                () -> {
                    if (!cancelled) {
                        news.run();
                    }
                });
    }
}
