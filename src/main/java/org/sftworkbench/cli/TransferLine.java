package org.sftworkbench.cli;

import java.util.Locale;
import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.hub.TransferSpeed;
import org.sftworkbench.job.Progress;

/** Shows a download: the file, how much of all is there, and how fast it comes. */
final class TransferLine implements Progress {
    private static final long MEGABYTE = 1_000_000;

    private final ProgressBar bar;
    private final TransferSpeed speed = new TransferSpeed();

    TransferLine(ProgressBar bar) {
        this.bar = bar;
    }

    @Override
    public void report(String what, long done, long total) {
        double rate = speed.at(done);
        String detail = "MB" + (rate > 0 ? "  " + size((long) rate) + "/s" : "");
        bar.report(what, megabytes(done), Math.max(1, megabytes(total)), detail);
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }

    /** A number of bytes such as {@code 1.2 GB}. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        if (bytes < MEGABYTE) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1000 * MEGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
