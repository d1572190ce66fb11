package org.sftworkbench.template.value;

/**
 * How much a rendering may use before it is stopped.
 *
 * @param steps evaluation steps; copying text counts too
 * @param size characters of one value and of the output; a list may have a quarter as many elements
 * @param depth nesting of evaluation: blocks, expressions, macro calls, nested values
 */
public record Limits(long steps, int size, int depth) {
    /** Ample for real templates and conversations; a hostile template ends within a second. */
    public static final Limits STANDARD = new Limits(2_000_000, 8_000_000, 800);
}
