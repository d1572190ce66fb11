package org.sftworkbench.hub;

/** Text from a server made fit to be shown: short, on one line, without control characters. */
final class Printable {
    private static final int MOST = 120;

    private Printable() {}

    static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+", " ").strip();
        String cut = line.length() <= MOST ? line : line.substring(0, MOST) + "…";
        return "\"" + cut + "\"";
    }
}
