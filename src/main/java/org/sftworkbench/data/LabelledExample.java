package org.sftworkbench.data;

/**
 * Token ids and which of them count toward the loss: what the trainer, the panes and the command
 * line all use.
 *
 * @param inputIds token ids, shape [T]
 * @param trained whether each token counts toward the loss, shape [T]
 */
public record LabelledExample(int[] inputIds, boolean[] trained) {
    public LabelledExample {
        if (inputIds.length != trained.length) {
            throw new IllegalArgumentException(
                    inputIds.length + " ids but " + trained.length + " mask entries");
        }
    }

    /** From aligned labels: a position is trained where its label is not {@link Labels#IGNORE}. */
    public static LabelledExample ofAlignedLabels(int[] inputIds, int[] labels) {
        boolean[] trained = new boolean[labels.length];
        for (int t = 0; t < labels.length; t++) {
            trained[t] = labels[t] != Labels.IGNORE;
        }
        return new LabelledExample(inputIds, trained);
    }

    public int length() {
        return inputIds.length;
    }

    /** Tokens that have both a label and a position before them to predict it. */
    public int supervisedTokens() {
        int count = 0;
        for (int t = 1; t < trained.length; t++) {
            if (trained[t]) {
                count++;
            }
        }
        return count;
    }

    public int[] alignedLabels() {
        return Labels.aligned(inputIds, trained);
    }

    public int[] shiftedLabels() {
        return Labels.shifted(inputIds, trained);
    }
}
