package org.sftworkbench.cli.console;

/**
 * Emphasis on a terminal, or none where the output is no terminal. Immutable.
 *
 * @param ansi whether escape sequences are understood
 */
public record Style(boolean ansi) {
    private static final String RESET = "\u001b[0m";

    /** For files and pipes. */
    public static final Style PLAIN = new Style(false);

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    public String red(String text) {
        return wrap("31", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    /** Stands out by colour and by a line below. */
    public String trained(String text) {
        return wrap("1;4;32", text);
    }

    private String wrap(String code, String text) {
        return ansi && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
