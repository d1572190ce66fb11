package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
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

    private final Subject subject;
    private final Executor background;
    private final Executor fx;
    private final DoubleConsumer progress;
    private final Consumer<CheckedRows> done;
    private final List<CheckedRows.Found> found = new ArrayList<>();
    private Checker checker;
    private volatile boolean cancelled;

    /**
     * @param progress hears the share of rows checked, on the FX thread
     * @param done hears the outcome, on the FX thread
     */
    RowCheckUp(
            Subject subject,
            Executor background,
            Executor fx,
            DoubleConsumer progress,
            Consumer<CheckedRows> done) {
        this.subject = subject;
        this.background = background;
        this.fx = fx;
        this.progress = progress;
        this.done = done;
    }

    void start() {
        background.execute(this::open);
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
            tell(() -> progress.accept((double) end / subject.rows().size()));
            background.execute(() -> checkFrom(end));
        } else {
            CheckedRows all = CheckedRows.of(found);
            tell(() -> done.accept(all));
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
