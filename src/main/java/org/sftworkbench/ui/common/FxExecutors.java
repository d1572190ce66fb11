package org.sftworkbench.ui.common;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Makes the executors that view models are given. */
public final class FxExecutors {
    private static final long FRAME_MILLISECONDS = 60;

    private FxExecutors() {}

    /** Runs work on the FX thread, in order, later than the caller even when it is called there. */
    public static Executor fx() {
        return Platform::runLater;
    }

    /** Runs work on the FX thread after a delay; for {@link Debouncer}. */
    public static Executor fxAfter(Duration delay) {
        return CompletableFuture.delayedExecutor(
                delay.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater);
    }

    /**
     * Runs work at the next frame: what tells of the same events in several places tells it at
     * once.
     *
     * @param fx the FX thread
     */
    public static Executor nextFrame(Executor fx) {
        return CompletableFuture.delayedExecutor(FRAME_MILLISECONDS, TimeUnit.MILLISECONDS, fx);
    }

    /**
     * Daemon threads, as many as there is work for at once; what they are given after their
     * shutdown is dropped.
     *
     * @param name the threads' name
     * @param unexpected hears of what work given to {@code execute} throws, unless {@code
     *     shutdownNow} broke it off
     */
    public static ExecutorService daemons(String name, UncaughtExceptionHandler unexpected) {
        return new Daemons(
                0,
                Integer.MAX_VALUE,
                new SynchronousQueue<>(),
                work -> thread(name, work, unexpected));
    }

    private static Thread thread(String name, Runnable work, UncaughtExceptionHandler unexpected) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(unexpected);
        return thread;
    }

    /**
     * One named daemon thread; what it is given after its shutdown is dropped.
     *
     * @param name the thread's name
     * @param unexpected hears of what work given to {@code execute} throws, unless {@code
     *     shutdownNow} broke it off
     */
    public static ExecutorService daemon(String name, UncaughtExceptionHandler unexpected) {
        return new Daemons(
                1, 1, new LinkedBlockingQueue<>(), work -> thread(name, work, unexpected));
    }

    private static final class Daemons extends ThreadPoolExecutor {
        private static final int IDLE_SECONDS = 30;

        private volatile boolean brokenOff;

        Daemons(int least, int most, BlockingQueue<Runnable> waiting, ThreadFactory threads) {
            super(
                    least,
                    most,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    waiting,
                    threads,
                    new DiscardPolicy());
        }

        @Override
        public void execute(Runnable work) {
            super.execute(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            // Work that is interrupted may say so, and nobody is there to be told.
                            if (!brokenOff) {
                                throw e;
                            }
                        }
                    });
        }

        @Override
        public List<Runnable> shutdownNow() {
            brokenOff = true;
            return super.shutdownNow();
        }
    }
}
