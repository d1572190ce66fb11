package org.sftworkbench.template.value;

/**
 * Counts what one rendering has used and stops it where a limit is passed or its thread is
 * interrupted. Used by the rendering thread only.
 */
public final class Budget {
    private static final int CHARACTERS_PER_STEP = 32;
    private static final int ELEMENTS_PER_STEP = 4;
    private static final int STEPS_PER_OBJECT = 4;
    private static final int STEPS_PER_TUPLE_KEY = 50;
    private static final int BITS_PER_STEP = 8;
    private static final int STEPS_PER_FLOAT = 30;
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
        steps(1 + size);
    }

    /** The same for values that are made anew, each of which weighs as much as a short text. */
    public void objects(long count) {
        long size = Math.min(count, Integer.MAX_VALUE);
        size(size * ELEMENTS_PER_STEP);
        steps(1 + size * STEPS_PER_OBJECT);
    }

    /** Counts going through a text once, with its runs. */
    public void reading(Text text) {
        steps(1 + text.length() / CHARACTERS_PER_STEP + text.runs().size());
    }

    /** Counts slow work on each character of a text, such as changing its case. */
    public void working(long characters) {
        size(characters);
        steps(1 + characters / 2);
    }

    /** Counts the hashing of a key. */
    public void hashing(Value key) {
        if (key instanceof Text text) {
            steps(1 + text.length() / CHARACTERS_PER_STEP);
        } else if (key instanceof TupleValue) {
            steps(STEPS_PER_TUPLE_KEY);
        }
    }

    /** Counts work on a number that grows with its length, such as printing it. */
    public void number(Value value) {
        if (value instanceof Int whole) {
            steps(whole.value().bitLength() / BITS_PER_STEP);
        } else if (value instanceof Real real) {
            steps(STEPS_PER_FLOAT + Math.abs(Math.getExponent(real.value())) / 2);
        }
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
