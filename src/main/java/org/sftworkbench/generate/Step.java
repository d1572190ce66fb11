package org.sftworkbench.generate;

import java.util.List;

/**
 * One decoding step of a batch.
 *
 * @param ids written to each row, -1 for rows that have ended
 * @param odds of each row's token, in the order of the ids; empty where none are told
 */
public record Step(int[] ids, List<TokenOdds> odds) {
    public Step {
        odds = List.copyOf(odds);
    }
}
