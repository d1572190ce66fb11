package org.sftworkbench.template.value;

/**
 * Counts what one rendering has used and stops it where a limit is passed or its thread is
 * interrupted. Used by the rendering thread only.
 */
public final class Budget {
    private static final int CHARACTERS_PER_STEP = 32;
    private static final int ELEMENTS_PER_STEP = 4;
    private static final long INTERRUPT_INTERVAL = 4096;

    private final Limits limits;
    private long steps;
    private long nextInterruptCheck;
    private int depth;

    public Budget(Limits limits) {
        this.limits = limits;
    }

    /** Counts one step. */
    public void step() {
        steps(1);
    }

    /** Counts steps. */
    public void steps(long count) {
        steps += count;
        if (steps > limits.steps()) {
            throw new EvaluationException(
                    "the template ran for more than "
                            + limits.steps()
                            + " steps; it may loop far too often");
        }
        if (steps >= nextInterruptCheck) {
            nextInterruptCheck = steps + INTERRUPT_INTERVAL;
            if (Thread.currentThread().isInterrupted()) {
                throw new EvaluationException("rendering was cancelled");
            }
        }
    }

    /** Counts the making of a value of so many characters or elements, before it is made. */
    public void copying(long size) {
        size(size);
        steps(1 + size / CHARACTERS_PER_STEP);
    }

    /** The same for elements of a list, which weigh more than characters. */
    public void elements(long count) {
        long size = Math.min(count, Integer.MAX_VALUE);
        size(size * ELEMENTS_PER_STEP);
        steps(1 + size / ELEMENTS_PER_STEP);
    }

    /** The same for entries of a mapping, each of which is hashed when it is copied. */
    public void entries(long count) {
        long size = Math.min(count, Integer.MAX_VALUE);
        size(size * ELEMENTS_PER_STEP);
        steps(1 + size);
    }

    /** Refuses a value of more characters or elements than the limit, before it is made. */
    public void size(long size) {
        if (size > limits.size()) {
            throw new EvaluationException(
                    "a value or the output would grow beyond "
                            + limits.size()
                            + " characters or elements");
        }
    }

    /** Goes one level deeper; each call is matched by one to {@link #leave}. */
    public void enter() {
        if (++depth > limits.depth()) {
            throw new EvaluationException(
                    "the template or a value is nested more than "
                            + limits.depth()
                            + " levels deep; does a macro call itself without end?");
        }
    }

    public void leave() {
        depth--;
    }
}
