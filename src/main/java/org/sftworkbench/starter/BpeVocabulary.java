package org.sftworkbench.starter;

import java.util.List;

/**
 * What a byte-level BPE has learned.
 *
 * @param tokens entries in the order of their ids, written in the byte alphabet
 * @param merges pairs of entries, in the order they were learned
 */
public record BpeVocabulary(List<String> tokens, List<Merge> merges) {
    public BpeVocabulary {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
    }

    /** Two entries that become one. */
    public record Merge(String left, String right) {
        String merged() {
            return left + right;
        }
    }
}
