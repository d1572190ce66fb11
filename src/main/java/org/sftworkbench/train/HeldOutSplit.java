package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows parted at random into those to train on and those held out; both keep their order, and the
 * same seed parts them the same way.
 *
 * @param training never empty
 * @param heldOut never empty
 */
public record HeldOutSplit<T>(List<T> training, List<T> heldOut) {
    public HeldOutSplit {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * @param share of the rows to hold out, between 0 and 1; rounded up to whole rows, as in {@code
     *     datasets}' {@code train_test_split}
     * @throws TrainingException where one side would be empty
     */
    public static <T> HeldOutSplit<T> of(List<T> rows, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share of rows to hold out must be between 0 and 1, not " + share);
        }
        int count = (int) Math.ceil(share * rows.size());
        if (count == 0 || count >= rows.size()) {
            throw new TrainingException(
                    rows.size()
                            + (rows.size() == 1 ? " row" : " rows")
                            + " cannot be parted so that "
                            + share
                            + " of them is held out and some are left to train on");
        }
        int[] order = new int[rows.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet(order.length);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(order.length - i);
            int taken = order[j];
            order[j] = order[i];
            chosen.set(taken);
        }
        List<T> training = new ArrayList<>();
        List<T> heldOut = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            (chosen.get(i) ? heldOut : training).add(rows.get(i));
        }
        return new HeldOutSplit<>(training, heldOut);
    }
}
