package org.sftworkbench.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back the end of the process until a piece of work has stopped. Thread-safe.
 *
 * <p>When a process exits, the native libraries' C++ destructors run while other threads go on; a
 * thread that is computing in such a library then crashes the process. So whoever runs native code
 * opens a guard first and closes it when no native code will run any more. On Ctrl-C, a signal or
 * {@link System#exit} the guard asks the work to stop and waits for it. The guarded work must
 * therefore not call {@code System.exit} itself.
 */
public final class ExitGuard implements AutoCloseable {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private ExitGuard(Runnable stop, Duration patience) {
        hook = new Thread(() -> atExit(stop, patience), "exit-guard");
    }

    /**
     * A guard that waits as long as the work takes to stop.
     *
     * @param stop asks the work to stop; called on a thread of its own once the process is about to
     *     end
     * @throws IllegalStateException where the process is ending already
     */
    public static ExitGuard stopping(Runnable stop) {
        return stopping(stop, FOR_EVER);
    }

    /** The same with an end to patience, for work that may wait for others, such as a full pipe. */
    public static ExitGuard stopping(Runnable stop, Duration patience) {
        ExitGuard guard = new ExitGuard(stop, patience);
        Runtime.getRuntime().addShutdownHook(guard.hook);
        return guard;
    }

    /** The work has ended; the process may end too. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook has just been let go.
        }
    }

    private void atExit(Runnable stop, Duration patience) {
        stop.run();
        try {
            if (patience.equals(FOR_EVER)) {
                ended.await();
            } else {
                ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
