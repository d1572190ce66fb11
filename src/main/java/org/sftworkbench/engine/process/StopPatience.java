package org.sftworkbench.engine.process;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a stop is waited for: five seconds, and longer while something is being saved and gets
 * on with it. Times are those of {@link System#nanoTime}. For one thread, which looks often.
 *
 * <p>What counts is time in which the process could have reacted: where this one was halted itself,
 * by Ctrl-Z or a machine without time for it, the other most likely was too.
 */
final class StopPatience {
    private static final long TO_REACT = Duration.ofSeconds(5).toNanos();

    /** Syncing a large file to a slow disk shows no progress for so long. */
    private static final long WITHOUT_PROGRESS = Duration.ofSeconds(30).toNanos();

    private static final long TO_SAVE = Duration.ofMinutes(10).toNanos();
    private static final long BETWEEN_LOOKS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_BETWEEN_LOOKS = 5 * BETWEEN_LOOKS;
    private static final long BETWEEN_LOOKS_AT_DISK = Duration.ofSeconds(1).toNanos();

    private final LongSupplier written;
    private boolean asked;
    private boolean saving;
    private long looked;
    private long waited;
    private long saved;
    private long withoutProgress;
    private long sinceDisk;
    private long bytes;

    /**
     * @param written bytes on the disk of what is saved
     */
    StopPatience(LongSupplier written) {
        this.written = written;
    }

    /** A stop is asked for; once more changes nothing. */
    void ask(long now) {
        if (!asked) {
            asked = true;
            looked = now;
        }
    }

    boolean isAsked() {
        return asked;
    }

    boolean isSaving() {
        return saving;
    }

    /** Something is being saved from now on. */
    void savingBegins() {
        saving = true;
        saved = 0;
        withoutProgress = 0;
        sinceDisk = 0;
    }

    /** It is saved, and what remains to be done before the end takes no longer than any stop. */
    void savingEnds() {
        if (saving) {
            saving = false;
            waited = 0;
        }
    }

    /** Whether it has been waited for long enough; looks at the disk now and then. */
    boolean isOver(long now) {
        if (!asked) {
            return false;
        }
        long passed = Math.min(now - looked, LONGEST_BETWEEN_LOOKS);
        looked = now;
        if (!saving) {
            waited += passed;
            return waited >= TO_REACT;
        }
        saved += passed;
        withoutProgress += passed;
        sinceDisk += passed;
        if (sinceDisk >= BETWEEN_LOOKS_AT_DISK) {
            sinceDisk = 0;
            long found = written.getAsLong();
            if (found != bytes) {
                bytes = found;
                withoutProgress = 0;
            }
        }
        return withoutProgress >= WITHOUT_PROGRESS || saved >= TO_SAVE;
    }

    /** Nanoseconds until it has to be looked again. */
    long untilNextLook() {
        return asked ? BETWEEN_LOOKS : Long.MAX_VALUE;
    }
}
