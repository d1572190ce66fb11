package org.sftworkbench.job;

import java.util.concurrent.CountDownLatch;

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
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private ExitGuard(Runnable stop) {
        hook = new Thread(() -> atExit(stop), "exit-guard");
    }

    /**
     * A guard that waits as long as the work takes to stop; whoever has less patience ends the
     * process.
     *
     * @param stop asks the work to stop; called on a thread of its own once the process is about to
     *     end
     * @throws IllegalStateException where the process is ending already
     */
    public static ExitGuard stopping(Runnable stop) {
        ExitGuard guard = new ExitGuard(stop);
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

    private void atExit(Runnable stop) {
        stop.run();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
