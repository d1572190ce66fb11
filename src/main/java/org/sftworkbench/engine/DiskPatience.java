package org.sftworkbench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sftworkbench.disk.FreeSpace;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.run.RunException;

/**
 * Insists on what a run wants to keep: where the disk is full or does not work, it tells so and
 * waits, and tries again when there is room, when the run is resumed, and every so often. Hours of
 * training are worth more than a minute of waiting. Engine thread only.
 */
final class DiskPatience {
    /** How often the room on the disk is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How often the write is tried where room is not what is missing, as far as one can see. */
    private static final Duration TRY = Duration.ofMinutes(1);

    private final Consumer<Event> tell;
    private final Cancellation cancellation;
    private final Duration look;
    private final Duration trying;

    DiskPatience(Consumer<Event> tell, Cancellation cancellation) {
        this(tell, cancellation, LOOK, TRY);
    }

    DiskPatience(Consumer<Event> tell, Cancellation cancellation, Duration look, Duration trying) {
        this.tell = tell;
        this.cancellation = cancellation;
        this.look = look;
        this.trying = trying;
    }

    /**
     * Writes until it is written.
     *
     * @param place what is written, there or not
     * @param needed bytes that it takes, about
     * @param write can be done again after it has failed
     * @throws RunException where it fails for another reason than the disk, or after a stop was
     *     asked for
     * @throws java.util.concurrent.CancellationException when asked to stop while it waits
     */
    <T> T insist(Path place, long needed, Supplier<T> write) {
        for (boolean waited = false; ; waited = true) {
            try {
                T written = write.get();
                if (waited) {
                    tell.accept(new Event.DiskTook());
                }
                return written;
            } catch (RunException | ModelException e) {
                if (!isOfTheDisk(e) || cancellation.isCancelled()) {
                    throw e;
                }
                waitFor(place, needed, e.getMessage());
            }
        }
    }

    void insist(Path place, long needed, Runnable write) {
        insist(
                place,
                needed,
                () -> {
                    write.run();
                    return null;
                });
    }

    private static boolean isOfTheDisk(RuntimeException failure) {
        return failure.getCause() instanceof IOException cause
                && !(cause instanceof JsonProcessingException);
    }

    private void waitFor(Path place, long needed, String message) {
        long free = free(place);
        cancellation.hold();
        try {
            tell.accept(new Event.DiskRefused(message, needed, free));
            await(place, needed, free);
        } finally {
            cancellation.release();
        }
    }

    private void await(Path place, long needed, long freeBefore) {
        long end = System.nanoTime() + trying.toNanos();
        while (System.nanoTime() < end) {
            if (cancellation.await(look)) {
                return;
            }
            if (freeBefore < needed && free(place) >= needed) {
                return;
            }
        }
    }

    /** What a user may still write where a path is or would be. */
    private static long free(Path place) {
        return FreeSpace.at(place).orElse(-1);
    }
}
