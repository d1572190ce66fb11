package org.sftworkbench.ui.chat;

/** A stretch of an answer. */
public sealed interface Piece {
    /** Text without special tokens. */
    record Words(String text) implements Piece {}

    /** A special token by its name, such as {@code <|im_end|>}. */
    record Special(String token) implements Piece {}
}
