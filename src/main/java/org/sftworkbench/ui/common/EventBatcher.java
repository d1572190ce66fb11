package org.sftworkbench.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Carries events from the engine thread to the FX thread in batches, so that a fast run does not
 * flood it; none is dropped and their order is kept. {@link #offer} is thread-safe.
 *
 * @param <T> type of the events
 */
public final class EventBatcher<T> {
    private final Executor frames;
    private final Consumer<? super List<T>> sink;
    private List<T> waiting = new ArrayList<>();

    /**
     * @param frames runs what it is given on the FX thread, some milliseconds later
     * @param sink takes all events that have come since the last frame
     */
    public EventBatcher(Executor frames, Consumer<? super List<T>> sink) {
        this.frames = frames;
        this.sink = sink;
    }

    /** Queues an event. */
    public void offer(T event) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(event);
        }
        if (first) {
            frames.execute(this::drain);
        }
    }

    private void drain() {
        List<T> batch;
        synchronized (this) {
            batch = waiting;
            waiting = new ArrayList<>();
        }
        if (!batch.isEmpty()) {
            sink.accept(batch);
        }
    }
}
