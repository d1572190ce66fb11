package org.sftworkbench.ui.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.sftworkbench.ui.common.EventBatcher;

/**
 * Carries events to the FX thread in frames, those that are read no faster than they can be; their
 * order is kept and none is dropped. {@link #offer} is thread-safe, the rest for the FX thread.
 *
 * @param <T> type of the events
 */
final class Pacer<T> {
    private final Executor frames;
    private final LongSupplier nanoTime;
    private final long gap;
    private final Predicate<T> isRead;
    private final Consumer<? super List<T>> sink;
    private final EventBatcher<T> batcher;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final BooleanProperty paced = new SimpleBooleanProperty(this, "paced");
    private long free;
    private boolean due;

    /**
     * @param frames runs what it is given on the FX thread, some milliseconds later
     * @param gap between two events that are read
     * @param isRead whether an event takes time to read
     * @param sink takes the events that are due
     */
    Pacer(
            Executor frames,
            LongSupplier nanoTime,
            Duration gap,
            Predicate<T> isRead,
            Consumer<? super List<T>> sink) {
        this.frames = frames;
        this.nanoTime = nanoTime;
        this.gap = gap.toNanos();
        this.isRead = isRead;
        this.sink = sink;
        batcher = new EventBatcher<>(frames, this::take);
        paced.addListener((o, was, is) -> flushUnless(is));
    }

    /** Queues an event. */
    void offer(T event) {
        batcher.offer(event);
    }

    /** Whether events are held back at all. */
    BooleanProperty pacedProperty() {
        return paced;
    }

    /** Hands on all that waits. */
    void flush() {
        List<T> all = new ArrayList<>(waiting);
        waiting.clear();
        if (!all.isEmpty()) {
            sink.accept(all);
        }
    }

    private void flushUnless(boolean held) {
        if (!held) {
            flush();
        }
    }

    private void take(List<T> batch) {
        waiting.addAll(batch);
        if (!due) {
            drain();
        }
    }

    private void drain() {
        due = false;
        if (!paced.get()) {
            flush();
            return;
        }
        long now = nanoTime.getAsLong();
        // What was not needed is not saved up: after a pause, words do not come in a rush.
        free = Math.max(free, now - 2 * gap);
        List<T> ready = new ArrayList<>();
        while (!waiting.isEmpty() && (!isRead.test(waiting.peek()) || free <= now)) {
            T next = waiting.poll();
            free += isRead.test(next) ? gap : 0;
            ready.add(next);
        }
        if (!ready.isEmpty()) {
            sink.accept(ready);
        }
        if (!waiting.isEmpty() && !due) {
            due = true;
            frames.execute(this::drain);
        }
    }
}
