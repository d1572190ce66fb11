package org.sftworkbench.data;

import java.util.Arrays;

/**
 * Token ids and which of them count toward the loss: what the trainer, the panes and the command
 * line all use. Immutable.
 *
 * <p>Held packed, two to three bytes a token, as a run holds all its examples: 500,000 rows of 123
 * tokens take 167 MB, where arrays would take 322.
 */
public final class LabelledExample {
    private final int length;
    private final int supervised;

    /** As {@link PackedTokens} has it. */
    private final byte[] packed;

    /**
     * @param inputIds token ids, shape [T]
     * @param trained whether each token counts toward the loss, shape [T]
     */
    public LabelledExample(int[] inputIds, boolean[] trained) {
        if (inputIds.length != trained.length) {
            throw new IllegalArgumentException(
                    inputIds.length + " ids but " + trained.length + " mask entries");
        }
        length = inputIds.length;
        packed = PackedTokens.pack(inputIds, trained);
        int count = 0;
        for (int t = 1; t < length; t++) {
            count += trained[t] ? 1 : 0;
        }
        supervised = count;
    }

    /** From aligned labels: a position is trained where its label is not {@link Labels#IGNORE}. */
    public static LabelledExample ofAlignedLabels(int[] inputIds, int[] labels) {
        boolean[] trained = new boolean[labels.length];
        for (int t = 0; t < labels.length; t++) {
            trained[t] = labels[t] != Labels.IGNORE;
        }
        return new LabelledExample(inputIds, trained);
    }

    /** Token ids, shape [T]; a new array at each call. */
    public int[] inputIds() {
        int[] ids = new int[length];
        PackedTokens.unpack(packed, length, (t, id, counts) -> ids[t] = id);
        return ids;
    }

    /** Whether each token counts toward the loss, shape [T]; a new array at each call. */
    public boolean[] trained() {
        boolean[] trained = new boolean[length];
        PackedTokens.unpack(packed, length, (t, id, counts) -> trained[t] = counts);
        return trained;
    }

    /** The tokens as {@link PackedTokens} has them; not to be changed. */
    byte[] packed() {
        return packed;
    }

    public int length() {
        return length;
    }

    /** Tokens that have both a label and a position before them to predict it. */
    public int supervisedTokens() {
        return supervised;
    }

    public int[] alignedLabels() {
        return Labels.aligned(inputIds(), trained());
    }

    public int[] shiftedLabels() {
        return Labels.shifted(inputIds(), trained());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelledExample example
                && length == example.length
                && Arrays.equals(packed, example.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }

    @Override
    public String toString() {
        return length + " tokens, " + supervised + " supervised";
    }
}
