package org.sftworkbench.engine;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/** Tells of rows of a past run that are read again, one by one, until it is stopped. */
final class Rereading {
    private final Consumer<String> problem;
    private final Progress progress;
    private final Cancellation stop;
    private final long total;
    private long done;

    /**
     * @param problem hears of rows that are left out
     * @param total rows that the run took from its files
     */
    Rereading(Consumer<String> problem, Progress progress, Cancellation stop, long total) {
        this.problem = problem;
        this.progress = progress;
        this.stop = stop;
        this.total = total;
    }

    /**
     * A row was read.
     *
     * @throws CancellationException when no more should be
     */
    void read() {
        check();
        done++;
        progress.report("reading the rows", Math.min(done, total), total);
    }

    /** What is read again is not all that it was. */
    void tell(String what) {
        problem.accept(what);
    }

    /**
     * Interrupted rows are not all the rows there are.
     *
     * @throws CancellationException when it should stop, or the thread is interrupted
     */
    void check() {
        stop.check();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}
