package org.sftworkbench.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sftworkbench.job.Cancellation;

/**
 * The body of an answer, piece by piece, with an end to patience: Java's own streams wait for ever.
 * No more is asked of the server than has been taken. One thread reads.
 */
final class AnswerBody implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> taken = new ArrayDeque<>();
    private final Duration silence;
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;

    /** Pieces, or with none of them the end, after a failure or well. */
    private record Signal(List<ByteBuffer> pieces, Throwable failure) {}

    AnswerBody(Flow.Publisher<List<ByteBuffer>> source, Duration silence) {
        this.silence = silence;
        source.subscribe(new Receiver());
    }

    /**
     * The next piece; empty at the end.
     *
     * @throws PassingFault where nothing comes for too long
     * @throws IOException where the connection breaks
     * @throws CancellationException where the work should stop
     */
    Optional<ByteBuffer> next(Cancellation stop) throws IOException {
        long end = System.nanoTime() + silence.toNanos();
        while (true) {
            ByteBuffer piece = taken.poll();
            if (piece != null && piece.hasRemaining()) {
                return Optional.of(piece);
            }
            if (piece != null) {
                continue;
            }
            if (stop.isCancelled()) {
                throw new CancellationException("stopped");
            }
            Signal signal = await();
            if (signal == null) {
                if (System.nanoTime() > end) {
                    throw new PassingFault(
                            "nothing has come for " + Math.max(1, silence.toSeconds()) + " s");
                }
            } else if (signal.pieces() != null) {
                taken.addAll(signal.pieces());
                subscription.request(1);
            } else if (signal.failure() != null) {
                throw new IOException(signal.failure().getMessage(), signal.failure());
            } else {
                return Optional.empty();
            }
        }
    }

    private Signal await() {
        try {
            return signals.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }

    /** Lets go of the connection, whether or not everything was read. */
    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private final class Receiver implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription own) {
            subscription = own;
            if (closed) {
                own.cancel();
            } else {
                own.request(1);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            signals.add(new Signal(pieces, null));
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(new Signal(null, failure));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal(null, null));
        }
    }
}
