package org.sftworkbench.engine;

import java.util.function.Consumer;

/**
 * Takes commands, tells events; the only door to models. Commands run one after another on one
 * thread; while a training run is paused, those that {@linkplain Command#leavesRunsAsTheyAre leave
 * it as it is} are carried out between two of its batches. Thread-safe.
 */
public interface Engine extends AutoCloseable {
    /**
     * Queues a command.
     *
     * @param listener called on the engine thread for each event, the terminal one last; must
     *     return quickly
     */
    EngineTask submit(Command command, Consumer<? super Event> listener);

    /**
     * Cancels what runs, drops what waits, frees every model, and returns when the thread has
     * ended.
     */
    @Override
    void close();
}
