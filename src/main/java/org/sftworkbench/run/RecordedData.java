package org.sftworkbench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.disk.Sha256;

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
    public record DataFile(String path, int rows, String sha256) {
        /** A file as it is now. */
        public static DataFile of(Path file, int rows) {
            String sha256;
            try {
                sha256 = Sha256.of(file);
            } catch (IOException e) {
                // The fingerprint of the rows is what counts.
                sha256 = "";
            }
            return new DataFile(file.toAbsolutePath().normalize().toString(), rows, sha256);
        }
    }

    public RecordedData {
        files = List.copyOf(files);
    }
}
