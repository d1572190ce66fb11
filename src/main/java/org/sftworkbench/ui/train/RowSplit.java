package org.sftworkbench.ui.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rows parted into those that are trained on and those held out, by their indices; the same seed
 * parts them the same.
 *
 * @param trained in order
 * @param heldOut in order
 */
record RowSplit(List<Integer> trained, List<Integer> heldOut) {
    RowSplit {
        trained = List.copyOf(trained);
        heldOut = List.copyOf(heldOut);
    }

    /**
     * @param rows how many there are; one at least is trained on
     * @param amount held out: a share where below 1, else a number of rows
     */
    static RowSplit of(int rows, double amount, long seed) {
        int wanted = (int) (amount < 1 ? Math.ceil(amount * rows) : amount);
        int count = Math.max(0, Math.min(wanted, rows - 1));
        List<Integer> order = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            order.add(r);
        }
        if (count > 0) {
            Collections.shuffle(order, new Random(seed));
        }
        List<Integer> out = new ArrayList<>(order.subList(0, count));
        List<Integer> in = new ArrayList<>(order.subList(count, rows));
        Collections.sort(out);
        Collections.sort(in);
        return new RowSplit(in, out);
    }
}
