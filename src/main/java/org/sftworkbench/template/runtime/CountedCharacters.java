package org.sftworkbench.template.runtime;

import org.sftworkbench.template.value.Budget;

/**
 * A string whose every look counts, so that a pattern that goes back and forth on it is stopped.
 */
final class CountedCharacters implements CharSequence {
    private static final int LOOKS_PER_STEP = 2;

    private final String string;
    private final Budget budget;
    private int looks;

    CountedCharacters(String string, Budget budget) {
        this.string = string;
        this.budget = budget;
    }

    @Override
    public char charAt(int index) {
        if (++looks == LOOKS_PER_STEP) {
            looks = 0;
            budget.step();
        }
        return string.charAt(index);
    }

    @Override
    public int length() {
        return string.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return string.substring(start, end);
    }

    @Override
    public String toString() {
        return string;
    }
}
