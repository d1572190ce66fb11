package org.sftworkbench.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token of a row is there for. */
public enum TokenKind {
    /** What somebody said. */
    CONTENT,
    /** What a model thinks before it answers, with the marks around it. */
    REASONING,
    /** The token that ends a turn. */
    END_OF_TURN,
    /** What the template writes: marks, role names. */
    SCAFFOLDING,
    /** Nothing but white space, whoever wrote it. */
    WHITE_SPACE;

    /** As it is shown, such as {@code end of turn}. */
    public String displayed() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The kind that is shown as this; empty where none is. */
    public static Optional<TokenKind> displayedAs(String text) {
        return Arrays.stream(values()).filter(kind -> kind.displayed().equals(text)).findFirst();
    }
}
