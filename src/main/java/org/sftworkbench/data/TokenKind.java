package org.sftworkbench.data;

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
    WHITE_SPACE
}
