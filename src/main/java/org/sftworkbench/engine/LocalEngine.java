package org.sftworkbench.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.sftworkbench.job.ExitGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands in this process, on one daemon thread named {@code engine} that makes, uses and
 * closes every native array. The process does not end while that thread computes: on exit it is
 * closed first. Thread-safe.
 */
public final class LocalEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);

    private static final int LOADED_MODELS = 3;

    private final Object lock = new Object();
    private final Deque<QueuedTask> waiting = new ArrayDeque<>();
    private final Thread thread;
    private final ExitGuard exitGuard;
    private QueuedTask running;
    private boolean closed;

    /**
     * Starts the thread; the native library is loaded by the first command that needs it.
     *
     * @throws IllegalStateException where the process is ending
     */
    public LocalEngine() {
        UsageTracking.optOut();
        thread = new Thread(this::work, "engine");
        thread.setDaemon(true);
        exitGuard = ExitGuard.stopping(this::stop);
        thread.start();
    }

    /**
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public EngineTask submit(Command command, Consumer<? super Event> listener) {
        QueuedTask task = new QueuedTask(command, listener);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the engine has been closed");
            }
            waiting.add(task);
            lock.notifyAll();
        }
        return task;
    }

    @Override
    public void close() {
        stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        synchronized (lock) {
            closed = true;
            waiting.forEach(QueuedTask::cancel);
            if (running != null) {
                running.cancel();
            }
            lock.notifyAll();
        }
    }

    private void work() {
        DeviceChoice devices = new DeviceChoice();
        try (exitGuard;
                ModelCache models = new ModelCache(LOADED_MODELS, devices);
                CommandRunner runner = new CommandRunner(models, devices)) {
            for (QueuedTask task = next(); task != null; task = next()) {
                task.run(runner);
            }
        } catch (RuntimeException e) {
            LOG.warn("Models could not be freed", e);
        }
    }

    /** The next task, cancelled ones included, or null when closed and none is left. */
    private QueuedTask next() {
        synchronized (lock) {
            running = null;
            while (waiting.isEmpty() && !closed) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    closed = true;
                }
            }
            running = waiting.poll();
            return running;
        }
    }
}
