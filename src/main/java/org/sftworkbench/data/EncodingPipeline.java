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
import java.util.concurrent.atomic.AtomicInteger;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.TokenizerException;

/**
 * Encodes rows on several threads and hands them on in order, on the caller's thread, which also
 * reads them. Holds a few hundred rows at a time, however many there are.
 */
public final class EncodingPipeline {
    /** Hears what became of each row, in order, on the thread that runs the pipeline. */
    public interface Sink {
        void encoded(DataRow row, LabelledExample example);

        /**
         * @param failure a {@link TemplateException}, {@link DataException} or {@link
         *     TokenizerException}
         */
        void failed(DataRow row, RuntimeException failure);

        void malformed(RowProblem problem);
    }

    /** Rows handed to a thread at once: enough that the handing over does not count. */
    private static final int CHUNK = 64;

    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ExampleEncoder encoder;
    private final int threads;

    /**
     * @param threads encoding threads, at least 1; the caller's comes on top, mostly waiting
     */
    public EncodingPipeline(ExampleEncoder encoder, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        this.encoder = encoder;
        this.threads = threads;
    }

    /** What became of one row. */
    private record Outcome(ReadRow row, LabelledExample example, RuntimeException failure) {
        void tell(Sink sink) {
            if (row instanceof RowProblem problem) {
                sink.malformed(problem);
            } else if (failure != null) {
                sink.failed((DataRow) row, failure);
            } else {
                sink.encoded((DataRow) row, example);
            }
        }
    }

    /**
     * Encodes all rows. Interrupting the thread ends it with the flag set, rows left.
     *
     * @throws DataException where the rows can no longer be read
     */
    public void run(Iterator<? extends ReadRow> rows, Sink sink) {
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, "encode-" + THREADS.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        Deque<Future<List<Outcome>>> running = new ArrayDeque<>();
        try {
            while (rows.hasNext()) {
                List<ReadRow> chunk = new ArrayList<>(CHUNK);
                while (chunk.size() < CHUNK && rows.hasNext()) {
                    chunk.add(rows.next());
                }
                running.add(workers.submit(() -> encode(chunk)));
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
        }
    }

    private static void tell(Future<List<Outcome>> chunk, Sink sink) throws InterruptedException {
        try {
            chunk.get().forEach(outcome -> outcome.tell(sink));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("encoding failed", e.getCause());
        }
    }

    private List<Outcome> encode(List<ReadRow> chunk) {
        List<Outcome> outcomes = new ArrayList<>(chunk.size());
        for (ReadRow row : chunk) {
            outcomes.add(row instanceof DataRow good ? encode(good) : new Outcome(row, null, null));
        }
        return outcomes;
    }

    private Outcome encode(DataRow row) {
        try {
            return new Outcome(row, encoder.label(row), null);
        } catch (TemplateException | DataException | TokenizerException e) {
            return new Outcome(row, null, e);
        }
    }
}
