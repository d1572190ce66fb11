package org.sftworkbench.template.runtime;

/** A rendering that failed at a node. */
public final class RenderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /**
     * @param at offset in the source of the node that failed
     */
    public RenderException(String message, int at) {
        super(message);
        this.at = at;
    }

    public int at() {
        return at;
    }
}
