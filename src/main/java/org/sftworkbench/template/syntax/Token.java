package org.sftworkbench.template.syntax;

/**
 * A piece of template source.
 *
 * @param text for data and operators the characters, for strings the value they denote
 * @param at offset in the source
 */
record Token(Kind kind, String text, int at) {
    /** What a piece is. */
    enum Kind {
        DATA("text"),
        OUTPUT_BEGIN("'{{'"),
        OUTPUT_END("'}}'"),
        BLOCK_BEGIN("'{%'"),
        BLOCK_END("'%}'"),
        NAME("a name"),
        STRING("a string"),
        INTEGER("a number"),
        FLOAT("a number"),
        OPERATOR("an operator"),
        END("the end of the template");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        /** The kind in the user's words. */
        String shown() {
            return shown;
        }
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** The token in the user's words. */
    String shown() {
        return kind == Kind.NAME || kind == Kind.OPERATOR ? "'" + text + "'" : kind.shown();
    }
}
