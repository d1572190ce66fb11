package org.sftworkbench.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows parted into those that are trained on and those held out, by their indices; the same seed
 * parts them the same.
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
        int wanted = (int) (amount < 1 ? Math.ceil(amount * rows) : amount);
        int count = Math.max(0, Math.min(wanted, rows - 1));
        List<Integer> all = IntStream.range(0, rows).boxed().toList();
        if (count == 0) {
            return new RowSplit(all, List.of());
        }
        HeldOutSplit<Integer> parted = HeldOutSplit.of(all, (count - 0.5) / rows, seed);
        return new RowSplit(parted.training(), parted.heldOut());
    }
}
