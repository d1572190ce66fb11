package org.sftworkbench.train;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;

/**
 * What becomes of rows longer than a limit.
 *
 * @param maxLength most tokens of a row; 0 for no limit
 * @param overlong what is done with longer ones
 */
public record LengthPolicy(int maxLength, Overlong overlong) {
    /** What is done with a row that is too long. */
    public enum Overlong {
        /** It is left out. */
        FILTER,
        /** Its first tokens are kept: TRL's {@code truncation_mode} {@code keep_start}. */
        KEEP_START,
        /** Its last tokens are kept: TRL's {@code keep_end}, without the prompt's beginning. */
        KEEP_END
    }

    public LengthPolicy {
        if (maxLength < 0) {
            throw new IllegalArgumentException("max length must be 0 or more, not " + maxLength);
        }
    }

    /** Rows that can be trained on, cut where need be: each has a supervised token. */
    public List<LabelledExample> usable(List<LabelledExample> rows) {
        return rows.stream().flatMap(row -> kept(row).stream()).toList();
    }

    /** What of a row can be trained on; empty where it is left out or has no supervised token. */
    public Optional<LabelledExample> kept(LabelledExample row) {
        return fits(row) || overlong != Overlong.FILTER
                ? Optional.of(cut(row)).filter(kept -> kept.supervisedTokens() > 0)
                : Optional.empty();
    }

    /**
     * The same, of rows to train on.
     *
     * @throws TrainingException where none is left
     */
    public List<LabelledExample> trainable(List<LabelledExample> rows) {
        List<LabelledExample> usable = usable(rows);
        if (usable.isEmpty()) {
            throw nothingLeft(rows.size());
        }
        return usable;
    }

    /** None of so many rows can be trained on. */
    TrainingException nothingLeft(int rows) {
        return new TrainingException(
                rows == 0
                        ? "there are no rows to train on"
                        : "none of the " + rows + " rows has a supervised token" + words());
    }

    /** Whether a row is within the limit. */
    public boolean fits(LabelledExample row) {
        return maxLength == 0 || row.length() <= maxLength;
    }

    /** A row without the tokens beyond the limit; the same where it fits. */
    public LabelledExample cut(LabelledExample row) {
        if (fits(row)) {
            return row;
        }
        int from = first(row.length());
        return new LabelledExample(
                Arrays.copyOfRange(row.inputIds(), from, from + maxLength),
                Arrays.copyOfRange(row.trained(), from, from + maxLength));
    }

    /**
     * Of what is known of each token of a row, shape [T], that of the tokens {@link #cut} keeps.
     */
    public <V> List<V> cut(List<V> ofTokens) {
        int from = first(ofTokens.size());
        int kept = maxLength == 0 ? ofTokens.size() : Math.min(maxLength, ofTokens.size());
        return List.copyOf(ofTokens.subList(from, from + kept));
    }

    /** The first token that is kept of so many. */
    private int first(int length) {
        return overlong == Overlong.KEEP_END && maxLength > 0 ? Math.max(0, length - maxLength) : 0;
    }

    /** Such as {@code within max length 1024}; empty where there is no limit. */
    String words() {
        if (maxLength == 0) {
            return "";
        }
        return switch (overlong) {
            case FILTER -> " within max length " + maxLength;
            case KEEP_START -> " among its first " + maxLength + " tokens";
            case KEEP_END -> " among its last " + maxLength + " tokens";
        };
    }
}
