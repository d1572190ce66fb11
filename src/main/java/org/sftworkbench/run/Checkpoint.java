package org.sftworkbench.run;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A saved point of a run.
 *
 * @param path its directory
 * @param step optimizer steps taken
 */
public record Checkpoint(Path path, int step) {
    private static final String PREFIX = "step-";
    private static final int DIGITS = 8;

    static String name(int step) {
        return String.format(Locale.ROOT, PREFIX + "%0" + DIGITS + "d", step);
    }

    /** The checkpoint that a directory would be by its name. */
    public static Optional<Checkpoint> named(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        String digits = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
        boolean valid =
                digits.length() >= DIGITS
                        && digits.length() < 10
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid
                ? Optional.of(new Checkpoint(path, Integer.parseInt(digits)))
                : Optional.empty();
    }

    /**
     * Compares it with its manifest.
     *
     * @throws RunException where a file is missing, cut or changed; names it
     */
    public void verify() {
        Manifest.verify(path, step);
    }
}
