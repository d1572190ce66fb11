package org.sftworkbench.template.syntax;

/** Source that is not a valid template. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /**
     * @param at offset in the source
     */
    public SyntaxException(String message, int at) {
        super(message);
        this.at = at;
    }

    public int at() {
        return at;
    }
}
