package org.sftworkbench.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sftworkbench.data.fault.DataException;

/**
 * Does the same work on rows on several threads and hands on what comes out in order, on the
 * caller's thread, which also reads the rows. Holds a few hundred rows at a time, and fewer where
 * they are long, however many there are.
 *
 * @param <T> what the work makes of a row
 */
public final class RowPipeline<T> {
    /** Rows handed to a thread at once: enough that the handing over does not count. */
    private static final int CHUNK = 64;

    /** A chunk of long rows ends here, in characters or tokens, so that few of them are held. */
    private static final long HEAVY = 1 << 18;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final Function<ReadRow, T> work;
    private final int threads;

    /**
     * @param work thread-safe
     * @param threads working threads, at least 1; the caller's comes on top, mostly waiting
     */
    public RowPipeline(Function<ReadRow, T> work, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        this.work = work;
        this.threads = threads;
    }

    /**
     * Goes through all rows. Interrupting the thread ends it with the flag set, rows left. However
     * it ends, nothing is worked on any more when it does.
     *
     * @throws DataException where the rows can no longer be read
     */
    public void run(Iterator<? extends ReadRow> rows, Consumer<T> sink) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, RowPipeline::thread);
        Deque<Future<List<T>>> running = new ArrayDeque<>();
        try {
            while (rows.hasNext()) {
                List<ReadRow> chunk = chunk(rows);
                running.add(workers.submit(() -> done(chunk)));
                if (running.size() > 2 * threads) {
                    tell(running.remove(), sink);
                }
            }
            while (!running.isEmpty()) {
                tell(running.remove(), sink);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    /** The caller may close at once what the work uses, which must not be in use then. */
    private static void awaitEnd(ExecutorService workers) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "rows-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static List<ReadRow> chunk(Iterator<? extends ReadRow> rows) {
        List<ReadRow> chunk = new ArrayList<>(CHUNK);
        long weight = 0;
        while (chunk.size() < CHUNK && weight < HEAVY && rows.hasNext()) {
            ReadRow row = rows.next();
            weight += row instanceof DataRow good ? good.content().size() : 0;
            chunk.add(row);
        }
        return chunk;
    }

    private List<T> done(List<ReadRow> chunk) {
        List<T> results = new ArrayList<>(chunk.size());
        for (ReadRow row : chunk) {
            if (Thread.currentThread().isInterrupted()) {
                // Nobody waits for the results any more.
                break;
            }
            results.add(work.apply(row));
        }
        return results;
    }

    private static <T> void tell(Future<List<T>> chunk, Consumer<T> sink)
            throws InterruptedException {
        try {
            chunk.get().forEach(sink);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a row could not be worked on", e.getCause());
        }
    }
}
