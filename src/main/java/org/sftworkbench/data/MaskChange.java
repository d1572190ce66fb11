package org.sftworkbench.data;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one stroke by hand changes in a row, on the token ids it was made on. Tokens that it does
 * not name stay as whoever painted them last left them.
 *
 * @param row the row's number in its file, from 1
 * @param idsHash {@link MaskOverride#hash} of the ids
 * @param tokens index of a token to whether it counts from now on; empty where it is left to the
 *     policy again
 */
public record MaskChange(int row, String idsHash, SortedMap<Integer, Optional<Boolean>> tokens) {
    public MaskChange {
        tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    }

    /** What makes one entry of the other, which is on the same ids of the same row. */
    public static MaskChange between(MaskOverride before, MaskOverride after) {
        TreeMap<Integer, Optional<Boolean>> tokens = new TreeMap<>();
        after.trained().forEach((token, counts) -> tokens.put(token, Optional.of(counts)));
        before.trained().keySet().forEach(token -> tokens.putIfAbsent(token, Optional.empty()));
        tokens.keySet()
                .removeIf(
                        token ->
                                Objects.equals(
                                        before.trained().get(token), after.trained().get(token)));
        return new MaskChange(after.row(), after.idsHash(), tokens);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** The entry on the same ids with this change. */
    public MaskOverride applied(MaskOverride entry) {
        TreeMap<Integer, Boolean> trained = new TreeMap<>(entry.trained());
        tokens.forEach(
                (token, counts) ->
                        counts.ifPresentOrElse(
                                set -> trained.put(token, set), () -> trained.remove(token)));
        return new MaskOverride(entry.row(), entry.idsHash(), trained);
    }
}
