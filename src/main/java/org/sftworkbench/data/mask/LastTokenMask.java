package org.sftworkbench.data.mask;

import java.util.Arrays;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * The notes' {@code find_completion_start_end}: everything from the last occurrence of a token to
 * the end.
 */
public final class LastTokenMask {
    private LastTokenMask() {}

    /**
     * @throws DataException where the token is not one entry of the vocabulary, or does not occur
     */
    public static boolean[] of(Tokenizer tokenizer, int[] ids, String token) {
        int wanted =
                tokenizer
                        .idOf(token)
                        .orElseThrow(
                                () ->
                                        new DataException(
                                                "the mask policy from-last:"
                                                        + token
                                                        + ": the tokenizer has no token "
                                                        + token));
        for (int t = ids.length - 1; t >= 0; t--) {
            if (ids[t] == wanted) {
                boolean[] trained = new boolean[ids.length];
                Arrays.fill(trained, t, ids.length, true);
                return trained;
            }
        }
        throw new DataException(
                "the mask policy from-last:"
                        + token
                        + ": the rendered conversation has no "
                        + token);
    }
}
