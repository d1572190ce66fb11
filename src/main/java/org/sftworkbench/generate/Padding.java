package org.sftworkbench.generate;

/**
 * Where the padding of a batch of prompts goes.
 *
 * @param right whether it goes behind the prompts, as one meets it who pads as for training and
 *     passes the ids alone: padding is then looked at like text, columns are positions, and a
 *     shorter row is continued from padding. To see it go wrong.
 * @param id that fills up, where it is looked at
 */
public record Padding(boolean right, int id) {
    /** In front, masked, positions counted from the first token: the way to generate. */
    public static final Padding LEFT = new Padding(false, 0);

    /** Behind the prompts, taken for text. */
    public static Padding naiveRight(int id) {
        return new Padding(true, id);
    }
}
