package org.sftworkbench.model;

import java.util.List;
import java.util.Locale;

/** Recognises that a computation failed because the device's memory did not suffice. */
public final class MemoryShortage {
    /** How libtorch and CUDA say so. */
    private static final List<String> WORDS =
            List.of("out of memory", "can't allocate memory", "not enough memory", "bad_alloc");

    private MemoryShortage() {}

    /** Whether a failure, or what caused it, is one. */
    public static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof OutOfMemoryError || WORDS.stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }
}
