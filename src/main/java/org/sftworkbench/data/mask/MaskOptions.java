package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * What of an assistant turn counts besides the answer itself.
 *
 * @param endOfTurn whether the token that ends the turn is trained
 * @param trailingSpace whether white space after it is trained, as TRL's templates do
 * @param reasoning whether the reasoning block is trained
 */
public record MaskOptions(boolean endOfTurn, boolean trailingSpace, boolean reasoning) {
    /** What applies where nothing is said. */
    public static final MaskOptions STANDARD = new MaskOptions(true, false, true);

    static final String NO_END_OF_TURN = "no-end-of-turn";
    static final String TRAILING_SPACE = "trailing-space";
    static final String NO_REASONING = "no-reasoning";

    /** The names after a policy's name, each with a comma before it. */
    String text() {
        List<String> names = new ArrayList<>();
        if (!endOfTurn) {
            names.add(NO_END_OF_TURN);
        }
        if (trailingSpace) {
            names.add(TRAILING_SPACE);
        }
        if (!reasoning) {
            names.add(NO_REASONING);
        }
        return names.isEmpty() ? "" : "," + String.join(",", names);
    }

    /** These options and one more, or null where there is none of that name. */
    MaskOptions with(String name) {
        return switch (name) {
            case NO_END_OF_TURN -> new MaskOptions(false, trailingSpace, reasoning);
            case TRAILING_SPACE -> new MaskOptions(endOfTurn, true, reasoning);
            case NO_REASONING -> new MaskOptions(endOfTurn, trailingSpace, false);
            default -> null;
        };
    }
}
