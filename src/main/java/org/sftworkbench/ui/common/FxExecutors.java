package org.sftworkbench.ui.common;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Makes the executors that view models are given. */
public final class FxExecutors {
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
     * Daemon threads, as many as there is work for at once; what they are given after their
     * shutdown is dropped.
     *
     * @param name the threads' name
     * @param unexpected hears of what work given to {@code execute} throws
     */
    public static ExecutorService daemons(String name, UncaughtExceptionHandler unexpected) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> thread(name, work, unexpected),
                new ThreadPoolExecutor.DiscardPolicy());
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
     * @param unexpected hears of what work given to {@code execute} throws
     */
    public static ExecutorService daemon(String name, UncaughtExceptionHandler unexpected) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> thread(name, work, unexpected),
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
