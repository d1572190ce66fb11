package org.sftworkbench.tokenizer;

import java.util.Arrays;

/**
 * Text of a growing sequence of ids, piece by piece, never half a character: a character may spread
 * over several tokens, so text is given out only once it no longer ends in one that is incomplete.
 */
public final class StreamingDecoder {
    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private final boolean skipSpecialTokens;
    private int[] ids = new int[16];
    private int count;
    private int given;

    public StreamingDecoder(Tokenizer tokenizer, boolean skipSpecialTokens) {
        this.tokenizer = tokenizer;
        this.skipSpecialTokens = skipSpecialTokens;
    }

    /** Takes the next id and returns the text that became complete with it, perhaps none. */
    public String push(int id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
        String text = text();
        if (text.length() <= given || text.charAt(text.length() - 1) == INCOMPLETE) {
            return "";
        }
        String piece = text.substring(given);
        given = text.length();
        return piece;
    }

    /** What is left when no more ids come, replacement characters included. */
    public String finish() {
        String text = text();
        String rest = text.length() > given ? text.substring(given) : "";
        given = text.length();
        return rest;
    }

    private String text() {
        return tokenizer.decode(Arrays.copyOf(ids, count), skipSpecialTokens);
    }
}
