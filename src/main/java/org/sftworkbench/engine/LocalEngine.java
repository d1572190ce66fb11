package org.sftworkbench.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.ExitGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands in this process, on one daemon thread named {@code engine} that makes, uses and
 * closes every native array. The process does not end while that thread computes: on exit it is
 * closed first. Thread-safe.
 *
 * <p>While a training run stands still in a pause, the thread carries out the waiting commands that
 * leave it as it is; what they read into memory is freed before the run goes on.
 */
public final class LocalEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);

    private static final int LOADED_MODELS = 3;

    private final Object lock = new Object();
    private final Deque<QueuedTask> waiting = new ArrayDeque<>();
    private final BesideARun besideARun = new BesideARun();
    private final Thread thread;
    private final ExitGuard exitGuard;
    private QueuedTask running;

    /** Carried out while {@link #running} stands still. */
    private QueuedTask beside;

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
        QueuedTask task = new QueuedTask(command, listener, besideARun);
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the engine has been closed");
            }
            waiting.add(task);
            if (running != null) {
                running.tellNews();
            }
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
            if (beside != null) {
                beside.cancel();
            }
            lock.notifyAll();
        }
    }

    private void work() {
        DeviceChoice devices = new DeviceChoice();
        try (exitGuard;
                ModelCache models = new ModelCache(LOADED_MODELS, devices);
                CommandRunner runner = new CommandRunner(models, devices)) {
            besideARun.models = models;
            besideARun.runner = runner;
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

    /** What the thread does while a run stands still. Engine thread only. */
    private final class BesideARun implements Cancellation.Meanwhile {
        private ModelCache models;
        private CommandRunner runner;

        @Override
        public void begins() {
            models.standStill();
        }

        @Override
        public boolean doNext() {
            QueuedTask task = nextBeside();
            if (task == null) {
                return false;
            }
            task.run(runner);
            synchronized (lock) {
                beside = null;
            }
            return true;
        }

        @Override
        public void ends() {
            models.goOn();
        }
    }

    private QueuedTask nextBeside() {
        synchronized (lock) {
            for (QueuedTask task : waiting) {
                if (task.leavesRunsAsTheyAre()) {
                    waiting.remove(task);
                    beside = task;
                    return task;
                }
            }
            return null;
        }
    }
}
