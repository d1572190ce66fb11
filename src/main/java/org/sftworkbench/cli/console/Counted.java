package org.sftworkbench.cli.console;

import java.util.Locale;

/** Writes how many there are of something, in the singular where there is one. */
public final class Counted {
    private Counted() {}

    /**
     * Such as {@code 1 row} and {@code 52,000 rows}.
     *
     * @param one a noun that takes an s
     */
    public static String of(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : one + "s");
    }
}
