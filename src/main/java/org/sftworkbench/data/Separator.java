package org.sftworkbench.data;

/** What parts the fields of a table in text. Two are read; the others are known to be named. */
enum Separator {
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

    char character() {
        return character;
    }

    /** For messages: {@code a comma}. */
    String one() {
        return one;
    }

    /** For messages: {@code commas}. */
    String several() {
        return several;
    }
}
