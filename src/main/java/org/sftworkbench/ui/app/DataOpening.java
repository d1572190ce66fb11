package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowScan;
import org.sftworkbench.data.fault.DataException;

/**
 * Finds the rows of data files on the background executor, a little at a time, so that other files
 * can be read in between. What it finds it tells in growing parts: the first soon, and each as
 * large as all before it, so that a list of millions of rows does not change thousands of times.
 */
final class DataOpening {
    /** Hears what was found, on the FX thread. The last call is {@link #failed} or one at 1. */
    interface Listener {
        void found(List<Part> parts, double share, boolean complete);

        /**
         * @param why a {@link DataException}, or what should not have happened
         */
        void failed(Throwable why);
    }

    /**
     * What was newly found in a file.
     *
     * @param file which of the files, from 0
     * @param problems the first rows that could not be read, of this part
     * @param unreadable how many could not be read, in this part
     */
    record Part(
            int file,
            String format,
            List<DataRow> rows,
            List<RowProblem> problems,
            int unreadable) {}

    private static final long SLICE_NANOS = 25_000_000;
    private static final long FIRST_PART_NANOS = 150_000_000;
    private static final int SMALLEST_PART = 2_000;
    private static final int LARGEST_PART = 250_000;
    private static final int NAMED_PROBLEMS = 1_000;

    private final List<Path> paths;
    private final DatasetReader reader;
    private final Executor background;
    private final Executor fx;
    private final Listener listener;
    private final List<RowScan> scans = new ArrayList<>();
    private final List<Part> found = new ArrayList<>();
    private final long started = System.nanoTime();
    private int current;
    private int told;
    private int waiting;
    private int named;
    private volatile boolean cancelled;
    private volatile FileStates states = FileStates.NONE;

    DataOpening(
            List<Path> paths,
            DatasetReader reader,
            Executor background,
            Executor fx,
            Listener listener) {
        this.paths = List.copyOf(paths);
        this.reader = reader;
        this.background = background;
        this.fx = fx;
        this.listener = listener;
    }

    void start() {
        background.execute(() -> guarded(this::open));
    }

    /** How the files were before they were read. */
    FileStates states() {
        return states;
    }

    /** Nothing more is told. */
    void cancel() {
        cancelled = true;
    }

    // Whatever ends it has to reach who waits, errors of the VM included.
    @SuppressWarnings("CatchingUnchecked")
    private void guarded(Runnable work) {
        try {
            if (!cancelled) {
                work.run();
            }
        } catch (RejectedExecutionException e) {
            // The window closes.
            cancelled = true;
        } catch (Throwable e) {
            cancelled = true;
            fx.execute(() -> listener.failed(e));
        } finally {
            if (cancelled) {
                scans.forEach(RowScan::close);
                scans.clear();
            }
        }
    }

    private void open() {
        states = FileStates.now(paths);
        paths.forEach(path -> scans.add(reader.scan(path)));
        slice();
    }

    private void slice() {
        long end = System.nanoTime() + SLICE_NANOS;
        while (current < scans.size() && System.nanoTime() < end) {
            RowScan scan = scans.get(current);
            take(scan, scan.next(end - System.nanoTime()));
            if (!scan.hasNext()) {
                scan.close();
                current++;
            }
        }
        boolean complete = current == scans.size();
        boolean first = told == 0 && waiting > 0 && System.nanoTime() > started + FIRST_PART_NANOS;
        if (complete || first || told > 0 && waiting >= enough()) {
            tell(complete);
        }
        if (!complete) {
            background.execute(() -> guarded(this::slice));
        }
    }

    private int enough() {
        return Math.min(Math.max(SMALLEST_PART, told), LARGEST_PART);
    }

    private void take(RowScan scan, RowScan.Found more) {
        int kept = Math.min(more.problems().size(), NAMED_PROBLEMS - named);
        named += kept;
        waiting += more.rows().size();
        found.add(
                new Part(
                        current,
                        scan.format(),
                        more.rows(),
                        more.problems().subList(0, kept),
                        more.problems().size()));
    }

    private void tell(boolean complete) {
        List<Part> parts = List.copyOf(found);
        found.clear();
        told += waiting;
        waiting = 0;
        double share = complete ? 1 : (current + scans.get(current).share()) / scans.size();
        fx.execute(
                () -> {
                    if (!cancelled) {
                        listener.found(parts, share, complete);
                    }
                });
    }
}
