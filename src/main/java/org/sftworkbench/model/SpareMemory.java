package org.sftworkbench.model;

import com.sun.jna.Platform;
import java.nio.file.Path;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.model.device.Memory;

/**
 * Refuses a model for which the machine has no memory left beside a run that stands still: where
 * the system finds out by itself, it ends the process, and the run with it.
 */
public final class SpareMemory {
    /** What reading and a conversation take beside the weights. */
    private static final long MORE = 300_000_000L;

    private SpareMemory() {}

    /**
     * Of a model on the CPU.
     *
     * @throws ModelException where its weights do not fit, or its configuration cannot be used
     */
    public static void check(Path directory, Precision precision) {
        if (Platform.isMac()) {
            // It counts as used what it would give, and swaps before it ends anybody.
            return;
        }
        long weights =
                DecoderLayout.of(ModelConfig.read(directory)).stream()
                                .mapToLong(DecoderLayout.Slot::size)
                                .sum()
                        * precision.bytes();
        // What the run has freed and the allocator has kept is free too.
        NativeMemory.giveBack();
        check(directory, weights, Memory.now().available());
    }

    static void check(Path directory, long weights, long available) {
        if (weights + MORE > available) {
            throw new ModelException(
                    ModelDirectory.name(directory)
                            + " takes about "
                            + Bytes.text(weights + MORE)
                            + " of memory, and beside the run that is paused "
                            + Bytes.text(available)
                            + " are free. The run is as it was: resume or stop it first, or ask a"
                            + " smaller model.");
        }
    }
}
