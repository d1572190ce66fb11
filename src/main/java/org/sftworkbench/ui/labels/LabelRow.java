package org.sftworkbench.ui.labels;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.AttentionBlocks;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;

/**
 * One row of a batch: a dataset row with its padding, or several end to end. All arrays have shape
 * [T].
 *
 * @param parts the dataset rows it was made of, in order
 * @param inputIds token ids, the pad id where there is padding
 * @param attentionMask 1 for tokens, 0 for padding
 * @param positionIds position each token is rotated by
 * @param alignedLabels the token's own id where it counts, else {@link Labels#IGNORE}
 * @param shiftedLabels the next token's id where it counts, else {@link Labels#IGNORE}
 */
record LabelRow(
        List<RowPart> parts,
        int[] inputIds,
        int[] attentionMask,
        int[] positionIds,
        int[] alignedLabels,
        int[] shiftedLabels) {
    LabelRow {
        parts = List.copyOf(parts);
    }

    int length() {
        return inputIds.length;
    }

    boolean isPadding(int t) {
        return attentionMask[t] == 0;
    }

    /** The dataset row a position belongs to; empty for padding. */
    Optional<RowPart> partAt(int t) {
        for (RowPart part : parts) {
            if (part.holds(t)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** What is known about a position's token; only where it is not padding. */
    TokenView token(int t) {
        return partAt(t).orElseThrow().token(t);
    }

    /** Whether a dataset row begins at a position. */
    boolean begins(int t) {
        for (RowPart part : parts) {
            if (part.start() == t) {
                return true;
            }
        }
        return false;
    }

    /** Whether the prediction made at position t is scored. */
    boolean predicts(int t) {
        return shiftedLabels[t] != Labels.IGNORE;
    }

    /** Whether the token at position t is predicted and scored. */
    boolean isScored(int t) {
        return t > 0 && predicts(t - 1);
    }

    /** The labels as they stand in a tensor of this convention. */
    int[] labels(LabelConvention convention) {
        return convention == LabelConvention.SHIFTED ? shiftedLabels : alignedLabels;
    }

    /** Tokens, without padding. */
    int tokens() {
        return parts.stream().mapToInt(RowPart::length).sum();
    }

    int supervisedTokens() {
        return parts.stream().mapToInt(RowPart::supervisedTokens).sum();
    }

    /** Which of its positions see which. */
    AttentionBlocks attention() {
        return new AttentionBlocks(
                length(),
                parts.stream().map(p -> new AttentionBlocks.Block(p.start(), p.end())).toList());
    }
}
