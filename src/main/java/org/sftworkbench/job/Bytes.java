package org.sftworkbench.job;

import java.util.Locale;

/**
 * Numbers of bytes in words, counted as makers of memory and disks count them: a kB is 1,000 bytes.
 */
public final class Bytes {
    private Bytes() {}

    private enum Unit {
        ONE("B", 1),
        KILO("kB", 1e3),
        MEGA("MB", 1e6),
        GIGA("GB", 1e9);

        private final String name;
        private final double size;

        Unit(String name, double size) {
            this.name = name;
            this.size = size;
        }

        /** The smallest in which a number has at most three digits before the point. */
        static Unit of(long bytes) {
            for (Unit unit : values()) {
                if (Math.abs(bytes) < 999.5 * unit.size) {
                    return unit;
                }
            }
            return GIGA;
        }

        /** A digit after the point where it tells something: few of a unit, or gigabytes. */
        String figure(long bytes) {
            double value = bytes / size;
            boolean whole = this == ONE || (this != GIGA && Math.abs(value) >= 9.95);
            return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", value);
        }

        String text(long bytes) {
            return figure(bytes) + " " + name;
        }
    }

    /** Such as {@code 812 B}, {@code 3.1 kB}, {@code 487 MB} or {@code 20.1 GB}. */
    public static String text(long bytes) {
        return Unit.of(bytes).text(bytes);
    }

    /** The same in the unit of a greater number that stands beside it: {@code 0.5 GB}. */
    public static String text(long bytes, long beside) {
        return Unit.of(beside).text(bytes);
    }

    /** A part of a whole, such as {@code 4.4 / 7.8 MB}. */
    public static String part(long had, long whole) {
        Unit unit = Unit.of(whole);
        return unit.figure(had) + " / " + unit.text(whole);
    }
}
