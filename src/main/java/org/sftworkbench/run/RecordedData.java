package org.sftworkbench.run;

import java.util.List;

/**
 * The rows that a run was given.
 *
 * @param files they were read from, in order
 * @param fingerprint SHA-256 of the encoded rows, in lower-case hexadecimal digits
 */
public record RecordedData(List<DataFile> files, String fingerprint) {
    /**
     * A data file.
     *
     * @param path where it was
     * @param rows that were taken from it
     * @param sha256 of the file; empty where it could not be read
     */
    public record DataFile(String path, int rows, String sha256) {}

    public RecordedData {
        files = List.copyOf(files);
    }
}
