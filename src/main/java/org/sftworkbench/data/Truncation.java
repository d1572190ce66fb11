package org.sftworkbench.data;

import java.util.Arrays;

/**
 * Cuts rows that are too long, as TRL's {@code max_length} and {@code truncation_mode} do.
 *
 * @param maxLength tokens a row may have; 0 for any number
 * @param kept which end of a longer row stays
 */
public record Truncation(int maxLength, Kept kept) {
    /** Leaves every row as it is. */
    public static final Truncation NONE = new Truncation(0, Kept.START);

    /** Which end of a row that is too long stays. */
    public enum Kept {
        /** {@code keep_start}: what comes last is lost, which is the end of the answer. */
        START,
        /** {@code keep_end}: what comes first is lost, which is the beginning of the prompt. */
        END
    }

    public Truncation {
        if (maxLength < 0) {
            throw new IllegalArgumentException("max length must be 0 or more, not " + maxLength);
        }
    }

    /** The example itself where it fits. */
    public AnnotatedExample apply(AnnotatedExample annotated) {
        LabelledExample example = annotated.example();
        if (maxLength == 0 || example.length() <= maxLength) {
            return annotated;
        }
        int from = kept == Kept.START ? 0 : example.length() - maxLength;
        return new AnnotatedExample(
                apply(example),
                annotated.text(),
                annotated.tokens().subList(from, from + maxLength));
    }

    /** The example itself where it fits. */
    public LabelledExample apply(LabelledExample example) {
        if (maxLength == 0 || example.length() <= maxLength) {
            return example;
        }
        int from = kept == Kept.START ? 0 : example.length() - maxLength;
        return new LabelledExample(
                Arrays.copyOfRange(example.inputIds(), from, from + maxLength),
                Arrays.copyOfRange(example.trained(), from, from + maxLength));
    }
}
