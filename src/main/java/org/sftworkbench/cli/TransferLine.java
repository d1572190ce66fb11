package org.sftworkbench.cli;

import org.sftworkbench.cli.console.ProgressBar;
import org.sftworkbench.hub.TransferSpeed;
import org.sftworkbench.job.Bytes;
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
        String detail = "MB" + (rate > 0 ? "  " + Bytes.text((long) rate) + "/s" : "");
        bar.report(what, megabytes(done), Math.max(1, megabytes(total)), detail);
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}
