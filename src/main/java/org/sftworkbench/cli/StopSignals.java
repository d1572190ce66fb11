package org.sftworkbench.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sftworkbench.job.Cancellation;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What Ctrl-C and SIGTERM do to a running command: the first asks it to stop and gives it five
 * seconds at most, and longer where what it has learned is still to be saved; a second one ends it
 * at once. Thread-safe.
 *
 * <p>The process then ends as the signal alone would have ended it: {@link Runtime#halt} runs the
 * destructors of native libraries below threads that compute in them, which crashes. What is
 * written meanwhile keeps its hidden name and is never taken for something whole.
 */
final class StopSignals implements AutoCloseable {
    private static final Duration TO_REACT = Duration.ofMillis(4_500);
    private static final long LOOK_MILLIS = 100;

    private final Cancellation stop;
    private final UnsavedWork unsaved;
    private final PrintWriter err;
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::atExit, "command-stop");
    private Signal first;

    private StopSignals(Cancellation stop, UnsavedWork unsaved, PrintWriter err) {
        this.stop = stop;
        this.unsaved = unsaved;
        this.err = err;
    }

    /**
     * Listens from now on.
     *
     * @param stop asks the command to stop
     * @param unsaved what is worth waiting for
     * @param err where it is said what is waited for
     * @throws IllegalStateException where the process is ending already
     */
    static StopSignals to(Cancellation stop, UnsavedWork unsaved, PrintWriter err) {
        StopSignals signals = new StopSignals(stop, unsaved, err);
        Runtime.getRuntime().addShutdownHook(signals.hook);
        signals.listen("INT");
        signals.listen("TERM");
        return signals;
    }

    private void listen(String name) {
        try {
            Signal signal = new Signal(name);
            before.put(signal, Signal.handle(signal, this::heard));
        } catch (IllegalArgumentException e) {
            // Java was told to leave signals alone, and the system ends the process.
        }
    }

    private void heard(Signal signal) {
        synchronized (this) {
            if (first != null) {
                endNow(signal);
            }
            first = signal;
        }
        System.exit(128 + signal.getNumber());
    }

    private void atExit() {
        stop.cancel();
        long waited = 0;
        long saving = 0;
        long looked = System.nanoTime();
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                long passed = TimeUnit.NANOSECONDS.toMillis(now - looked);
                looked = now;
                if (!unsaved.isThere()) {
                    waited += passed;
                } else if (saving <= TO_REACT.toMillis()) {
                    waited = 0;
                    saving += passed;
                    if (saving > TO_REACT.toMillis()) {
                        say("the step in work is finished and saved first; Ctrl-C again ends now");
                    }
                }
                if (waited >= TO_REACT.toMillis()) {
                    say("stopped in the middle of its work");
                    endNow(signal());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Signal signal() {
        return first == null ? new Signal("TERM") : first;
    }

    /** Waits a moment only, as nobody may be reading. */
    private void say(String what) throws InterruptedException {
        Thread saying =
                new Thread(
                        () -> {
                            err.println("sft: " + what);
                            err.flush();
                        },
                        "command-stop-says");
        saying.setDaemon(true);
        saying.start();
        saying.join(LOOK_MILLIS);
    }

    /** Does not return. */
    private static void endNow(Signal signal) {
        try {
            Signal.handle(signal, SignalHandler.SIG_DFL);
            Signal.raise(signal);
        } catch (IllegalArgumentException e) {
            // Then as well as Java can.
        }
        Runtime.getRuntime().halt(128 + signal.getNumber());
    }

    /** The command has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            before.forEach(Signal::handle);
        } catch (IllegalStateException e) {
            // The process is ending, and a second signal still ends it at once.
        }
    }
}
