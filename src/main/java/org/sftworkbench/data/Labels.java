package org.sftworkbench.data;

import java.util.Arrays;

/** The two conventions for labels. Both give the same loss. */
public final class Labels {
    /** The label of a position that does not count toward the loss. */
    public static final int IGNORE = -100;

    private Labels() {}

    /**
     * {@code labels[t] = ids[t]} where trained, else {@link #IGNORE}: shifted inside the loss, as
     * transformers does.
     */
    public static int[] aligned(int[] ids, boolean[] trained) {
        int[] labels = new int[ids.length];
        for (int t = 0; t < ids.length; t++) {
            labels[t] = trained[t] ? ids[t] : IGNORE;
        }
        return labels;
    }

    /**
     * {@code labels[t-1] = ids[t]} where {@code t} is trained, as the course notes do; token 0 has
     * no position to predict it.
     */
    public static int[] shifted(int[] ids, boolean[] trained) {
        return shifted(aligned(ids, trained));
    }

    /** {@code shifted[t] = aligned[t + 1]}; the last position has no target. */
    static int[] shifted(int[] aligned) {
        int[] shifted = new int[aligned.length];
        Arrays.fill(shifted, IGNORE);
        if (shifted.length > 1) {
            System.arraycopy(aligned, 1, shifted, 0, shifted.length - 1);
        }
        return shifted;
    }
}
