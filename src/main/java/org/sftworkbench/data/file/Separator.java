package org.sftworkbench.data.file;

/** What parts the fields of a table in text. Two are read; the others are known to be named. */
public enum Separator {
    COMMA(',', "a comma", "commas"),
    TAB('\t', "a tab", "tabs"),
    SEMICOLON(';', "a semicolon", "semicolons"),
    BAR('|', "a vertical bar", "vertical bars");

    private final char character;
    private final String one;
    private final String several;

    Separator(char character, String one, String several) {
        this.character = character;
        this.one = one;
        this.several = several;
    }

    /** What stands between two fields. */
    public char character() {
        return character;
    }

    /** For messages: {@code a comma}. */
    String one() {
        return one;
    }

    /** For messages: {@code commas}. */
    public String several() {
        return several;
    }
}
