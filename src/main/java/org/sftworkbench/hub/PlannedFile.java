package org.sftworkbench.hub;

/**
 * A file that a model needs.
 *
 * @param name in the repository
 * @param size bytes
 * @param had bytes of it that are there already, not checked yet
 */
public record PlannedFile(String name, long size, long had) {
    /** Bytes that have to come. */
    public long missing() {
        return size - had;
    }
}
