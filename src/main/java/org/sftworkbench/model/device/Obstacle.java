package org.sftworkbench.model.device;

/**
 * Something that keeps a GPU from being used.
 *
 * @param kind of it
 * @param reason in the user's words, as a clause
 * @param remedy what to do, as a sentence
 */
public record Obstacle(Kind kind, String reason, String remedy) {
    /** Kinds of obstacle, those that nothing can be done about first. */
    public enum Kind {
        PLATFORM,
        CAPABILITY,
        NO_DRIVER,
        DRIVER_SILENT,
        DRIVER_MISMATCH,
        PERMISSION,
        NO_DEVICE_FILES,
        DRIVER_TOO_OLD,
        HIDDEN,
        MIG,
        CPU_BUILD,
        CPU_FLAVOR,
        NO_CUDA_LIBRARIES,
        SEARCH_PATH
    }
}
