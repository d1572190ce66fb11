package org.sftworkbench.engine;

import java.util.List;
import java.util.Locale;

/**
 * A failure after which a GPU refuses everything else that the same process asks of it, such as an
 * index out of bounds in a kernel: CUDA gives a process one context, and that one is lost.
 */
public final class DeviceLoss {
    /**
     * How libtorch begins to tell of it; running out of memory reads otherwise, and can be borne.
     */
    private static final List<String> SIGNS =
            List.of("cuda error", "device-side assert", "cublas_status_", "cudnn_status_");

    private DeviceLoss() {}

    /** Whether a failure's message says so. */
    public static boolean isToldIn(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return !text.contains("out of memory") && SIGNS.stream().anyMatch(text::contains);
    }

    /** The failure with what follows from it, where the process is ended. */
    public static Event.Failed of(Event.Failed failed) {
        String message = failed.message();
        return new Event.Failed(
                message
                        + (message.endsWith(".") ? "" : ".")
                        + " The GPU accepts nothing more from this engine, so it was ended; the"
                        + " next command starts it again.",
                failed.rows(),
                true,
                failed.comesAgain());
    }
}
