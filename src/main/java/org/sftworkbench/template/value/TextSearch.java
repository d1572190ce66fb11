package org.sftworkbench.template.value;

/**
 * Finds a string in another in time that grows with their lengths only, whatever they hold, so that
 * a hostile template cannot make a search endless.
 */
final class TextSearch {
    private static final long QUICK = 4_000_000;

    private static final int CHARACTERS_PER_STEP = 8;

    private final Budget budget;

    TextSearch(Budget budget) {
        this.budget = budget;
    }

    /** As {@code String.indexOf}. */
    int first(String string, String wanted, int from) {
        boolean quick = (long) (string.length() - from) * wanted.length() < QUICK;
        return quick || wanted.length() < 2
                ? string.indexOf(wanted, from)
                : linear(string, wanted, from);
    }

    /** As {@code String.lastIndexOf}. */
    int last(String string, String wanted) {
        if ((long) string.length() * wanted.length() < QUICK || wanted.length() < 2) {
            return string.lastIndexOf(wanted);
        }
        String backwards = new StringBuilder(string).reverse().toString();
        int found = first(backwards, new StringBuilder(wanted).reverse().toString(), 0);
        return found < 0 ? -1 : string.length() - found - wanted.length();
    }

    /** The algorithm of Knuth, Morris and Pratt. */
    private int linear(String string, String wanted, int from) {
        budget.steps((string.length() - from + wanted.length()) / CHARACTERS_PER_STEP);
        int[] borders = new int[wanted.length()];
        for (int i = 1, k = 0; i < wanted.length(); i++) {
            while (k > 0 && wanted.charAt(i) != wanted.charAt(k)) {
                k = borders[k - 1];
            }
            k += wanted.charAt(i) == wanted.charAt(k) ? 1 : 0;
            borders[i] = k;
        }
        for (int i = from, k = 0; i < string.length(); i++) {
            while (k > 0 && string.charAt(i) != wanted.charAt(k)) {
                k = borders[k - 1];
            }
            k += string.charAt(i) == wanted.charAt(k) ? 1 : 0;
            if (k == wanted.length()) {
                return i - k + 1;
            }
        }
        return -1;
    }
}
