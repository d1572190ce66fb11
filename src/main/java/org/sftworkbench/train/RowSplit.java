package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows parted at random into those that are trained on and those held out, by their indices; the
 * same seed parts them the same.
 *
 * @param trained in order
 * @param heldOut in order
 */
public record RowSplit(List<Integer> trained, List<Integer> heldOut) {
    public RowSplit {
        trained = List.copyOf(trained);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * @param rows how many there are; one at least is trained on
     * @param amount held out: a share where below 1, else a number of rows
     */
    public static RowSplit of(int rows, double amount, long seed) {
        return holding(Math.max(0, Math.min(wanted(rows, amount), rows - 1)), rows, seed);
    }

    /**
     * Whether so much can be held out, so that some rows are, and some are left to train on.
     *
     * @param amount a share where below 1, else a number of rows; 0 for none
     */
    public static boolean isPossible(int rows, double amount) {
        int wanted = wanted(rows, amount);
        return amount == 0 || wanted > 0 && wanted < rows;
    }

    private static int wanted(int rows, double amount) {
        return amount < 1 ? shareOf(rows, amount) : (int) amount;
    }

    /**
     * @param rows how many there are
     * @param share of them to hold out, between 0 and 1
     * @throws TrainingException where one side would be empty
     */
    public static RowSplit strict(int rows, double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the share of rows to hold out must be between 0 and 1, not " + share);
        }
        int count = shareOf(rows, share);
        if (count == 0 || count >= rows) {
            throw new TrainingException(
                    rows
                            + (rows == 1 ? " row" : " rows")
                            + " cannot be parted so that "
                            + share
                            + " of them is held out and some are left to train on");
        }
        return holding(count, rows, seed);
    }

    /** Rounded up to whole rows, as in {@code datasets}' {@code train_test_split}. */
    private static int shareOf(int rows, double share) {
        return (int) Math.ceil(share * rows);
    }

    private static RowSplit holding(int count, int rows, long seed) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(seed);
        BitSet chosen = new BitSet(rows);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(rows - i);
            int taken = order[j];
            order[j] = order[i];
            chosen.set(taken);
        }
        List<Integer> trained = new ArrayList<>();
        List<Integer> heldOut = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            (chosen.get(i) ? heldOut : trained).add(i);
        }
        return new RowSplit(trained, heldOut);
    }

    /** Of all rows those that are trained on. */
    public <T> List<T> trainedOf(List<T> all) {
        return trained.stream().map(all::get).toList();
    }

    /** Of all rows those held out. */
    public <T> List<T> heldOutOf(List<T> all) {
        return heldOut.stream().map(all::get).toList();
    }
}
