package org.sftworkbench.engine.process;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a stop is waited for: five seconds; longer while something is being saved and gets on
 * with it; and longer too while the batch in work is computed without which what was learned could
 * not be saved. Times are those of {@link System#nanoTime}. For one thread, which looks often.
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
    private static final long BETWEEN_LOOKS_OUTSIDE = Duration.ofSeconds(1).toNanos();

    /** A process that waits for nothing but requests takes less of the processor's time. */
    private static final int IDLE_SHARE = 20;

    private final LongSupplier written;
    private LongSupplier computed = () -> 0;
    private long toFinish;
    private long idle;
    private long sinceComputed;
    private long processorTime;
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

    /** A stop is asked for of which nothing is lost; once more changes nothing. */
    void ask(long now) {
        ask(now, 0, () -> 0);
    }

    /**
     * A stop is asked for; once more changes nothing.
     *
     * @param finish nanoseconds that what is in work may take until what was learned is saved,
     *     where it is lost otherwise; 0 for no longer than any stop
     * @param processor nanoseconds of the processor that the process has taken so far
     */
    void ask(long now, long finish, LongSupplier processor) {
        if (!asked) {
            asked = true;
            looked = now;
            toFinish = finish;
            computed = processor;
            processorTime = processor.getAsLong();
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
            return isOverUnsaved(passed);
        }
        saved += passed;
        withoutProgress += passed;
        sinceDisk += passed;
        if (sinceDisk >= BETWEEN_LOOKS_OUTSIDE) {
            sinceDisk = 0;
            long found = written.getAsLong();
            if (found != bytes) {
                bytes = found;
                withoutProgress = 0;
            }
        }
        return withoutProgress >= WITHOUT_PROGRESS || saved >= TO_SAVE;
    }

    private boolean isOverUnsaved(long passed) {
        waited += passed;
        idle += passed;
        sinceComputed += passed;
        if (sinceComputed >= BETWEEN_LOOKS_OUTSIDE) {
            long found = computed.getAsLong();
            if ((found - processorTime) * IDLE_SHARE >= sinceComputed) {
                idle = 0;
            }
            processorTime = found;
            sinceComputed = 0;
        }
        return waited >= TO_REACT && (waited >= toFinish || idle >= TO_REACT);
    }

    /** Seconds that were waited for, rounded; five where that was all. */
    long secondsWaited() {
        return Math.round(waited * 1e-9);
    }

    /** Nanoseconds until it has to be looked again. */
    long untilNextLook() {
        return asked ? BETWEEN_LOOKS : Long.MAX_VALUE;
    }
}
