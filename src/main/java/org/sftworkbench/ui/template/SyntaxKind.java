package org.sftworkbench.ui.template;

import java.util.Locale;

/** What a stretch of template source is, as far as its colour goes. */
enum SyntaxKind {
    /** Text that is written as it stands. */
    TEXT,
    COMMENT,
    /** Braces that open and close a tag. */
    DELIMITER,
    /** A tag's name, and words such as {@code in} and {@code not}. */
    KEYWORD,
    /** A name after {@code |} or {@code is}, or of something that is called. */
    FUNCTION,
    STRING,
    NUMBER,
    /** {@code true}, {@code false}, {@code none}. */
    LITERAL,
    /** Any other part of an expression. */
    CODE;

    /** The style class in {@code TemplatePane.css}. */
    String styleClass() {
        return "jinja-" + name().toLowerCase(Locale.ROOT);
    }
}
