package org.sftworkbench.cli.console;

import java.util.Locale;
import org.sftworkbench.job.Progress;

/**
 * Shows how far work has come on one line of a terminal that is written over; on anything else a
 * line per tenth. One thread at a time.
 */
public final class ProgressBar implements Progress {
    private static final int CELLS = 24;
    private static final long REDRAW_NANOS = 80_000_000L;

    private final Console console;
    private final long start = System.nanoTime();
    private String shown = "";
    private long lastDraw;
    private long lastTenth = -1;

    public ProgressBar(Console console) {
        this.console = console;
    }

    @Override
    public void report(String what, long done, long total) {
        report(what, done, total, "");
    }

    /**
     * @param detail figures to show behind the bar; may be empty
     */
    public void report(String what, long done, long total, String detail) {
        if (console.style().ansi()) {
            draw(what, done, total, detail);
        } else {
            list(what, done, total, detail);
        }
    }

    /** Leaves the line, so that what follows does not write over it. */
    public void end() {
        if (!shown.isEmpty()) {
            console.line();
            shown = "";
        }
    }

    private void draw(String what, long done, long total, String detail) {
        long now = System.nanoTime();
        if (done < total && now - lastDraw < REDRAW_NANOS) {
            return;
        }
        lastDraw = now;
        String text = what + " " + bar(done, total) + " " + count(done, total);
        String figures = detail.isEmpty() ? "" : "  " + detail;
        String line = fitted(text + figures + timeLeft(now, done, total));
        console.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
        shown = line;
    }

    private String fitted(String line) {
        int room = Math.max(10, console.width() - 1);
        return line.length() <= room ? line : line.substring(0, room);
    }

    private static String bar(long done, long total) {
        int full = total <= 0 ? 0 : (int) (CELLS * Math.min(done, total) / total);
        return "█".repeat(full) + "░".repeat(CELLS - full);
    }

    private static String count(long done, long total) {
        return total <= 0 ? Long.toString(done) : done + "/" + total;
    }

    private String timeLeft(long now, long done, long total) {
        if (done <= 0 || done >= total) {
            return "";
        }
        double seconds = (now - start) / 1e9 * (total - done) / done;
        return "  " + clock(seconds) + " left";
    }

    /** A duration such as {@code 1:05}. */
    public static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    private void list(String what, long done, long total, String detail) {
        long tenth = total <= 0 ? 0 : 10 * done / total;
        if (tenth != lastTenth) {
            lastTenth = tenth;
            console.line(what + " " + count(done, total) + (detail.isEmpty() ? "" : "  " + detail));
        }
    }
}
