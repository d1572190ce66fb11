package org.sftworkbench.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.sftworkbench.hub.HubSettings.Patience;
import org.sftworkbench.job.Cancellation;

/** Counts failures in a row, waits between tries, and gives up. Not thread-safe. */
final class Attempts {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 100;

    /** Three seconds in all with the usual patience, where six tries take half a minute. */
    private static final int TRIES_TO_REACH = 3;

    private final Patience patience;
    private final Cancellation stop;
    private final int triesToReach;
    private int failures;

    Attempts(Patience patience, Cancellation stop) {
        this(patience, stop, patience.tries());
    }

    private Attempts(Patience patience, Cancellation stop, int triesToReach) {
        this.patience = patience;
        this.stop = stop;
        this.triesToReach = triesToReach;
    }

    /**
     * Of a question that somebody waits for and that nothing has come before: where nobody is
     * reached, it is told soon. What is on its way is given more time to find the network again.
     */
    static Attempts ofQuestion(Patience patience, Cancellation stop) {
        return new Attempts(patience, stop, Math.min(TRIES_TO_REACH, patience.tries()));
    }

    /** Something came; failures before it do not count any more. */
    void progressed() {
        failures = 0;
    }

    /**
     * Waits before the next try.
     *
     * @param what was tried, for the message
     * @throws HubException where there were too many in a row, or the server asks for more than a
     *     minute
     */
    void failed(String what, IOException e) {
        failures++;
        Duration asked = e instanceof PassingFault fault ? fault.asksToWait() : Duration.ZERO;
        int tries = isUnreached(e) ? triesToReach : patience.tries();
        if (failures >= tries || asked.compareTo(LONGEST_PAUSE) > 0) {
            String wait =
                    asked.isZero() ? "" : "; the server asks to wait " + asked.toSeconds() + " s";
            throw new HubException(
                    what + ": " + why(e) + wait,
                    e,
                    e instanceof ProxyFault
                            ? HubException.Reason.PROXY
                            : HubException.Reason.UNREACHABLE);
        }
        Duration pause = patience.pause().multipliedBy(1L << Math.min(failures - 1, 10));
        Duration longest = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        sleep(asked.compareTo(longest) > 0 ? asked : longest);
    }

    /** Why a request failed, in words for those that Java leaves without or names by a class. */
    static String why(IOException e) {
        if (e instanceof PassingFault || e instanceof WrongAnswer) {
            return e.getMessage();
        }
        if (e instanceof ProxyFault fault) {
            return "through the proxy " + fault.server() + ": " + why(fault.failure());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.nio.channels.UnresolvedAddressException
                    || cause instanceof java.net.UnknownHostException) {
                return "no such host is known; is this machine on the network, and the address"
                        + " right?";
            }
            if (cause instanceof javax.net.ssl.SSLException) {
                return "no safe connection: " + Printable.of(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof java.net.ConnectException) {
                return "nobody answers there; is this machine on the network, and the address"
                        + " right?";
            }
        }
        return "the connection broke ("
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
                + ")";
    }

    private static boolean isUnreached(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.ConnectException
                    || cause instanceof java.net.UnknownHostException
                    || cause instanceof java.nio.channels.UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private void sleep(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            stop.check();
            try {
                long left = (end - System.nanoTime()) / 1_000_000;
                Thread.sleep(Math.max(1, Math.min(LOOK_MILLIS, left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("stopped");
            }
        }
    }
}
