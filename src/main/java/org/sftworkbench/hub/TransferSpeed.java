package org.sftworkbench.hub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How fast bytes come, over the last seconds. One thread at a time. */
public final class TransferSpeed {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final long STEP_NANOS = 100_000_000L;

    private final LongSupplier clock;
    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long nanos, long bytes) {}

    public TransferSpeed() {
        this(System::nanoTime);
    }

    /**
     * @param clock in nanoseconds
     */
    TransferSpeed(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * @param bytes there by now; fewer than before where something was thrown away
     * @return bytes a second; 0 while too little is known
     */
    public double at(long bytes) {
        long now = clock.getAsLong();
        if (!marks.isEmpty() && bytes < marks.peekLast().bytes()) {
            marks.clear();
        }
        if (marks.isEmpty() || now - marks.peekLast().nanos() >= STEP_NANOS) {
            marks.addLast(new Mark(now, bytes));
        }
        while (marks.size() > 1 && now - marks.peekFirst().nanos() > WINDOW_NANOS) {
            marks.removeFirst();
        }
        long span = now - marks.peekFirst().nanos();
        return span < STEP_NANOS ? 0 : (bytes - marks.peekFirst().bytes()) * 1e9 / span;
    }
}
