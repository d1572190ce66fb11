package org.sftworkbench.tokenizer;

import java.util.Arrays;

/**
 * Text of a growing sequence of ids, piece by piece, never half a character: a character may spread
 * over several tokens, so text is given out only once it no longer ends in one that is incomplete.
 * Keeps a window of recent ids, so that the cost of a token does not grow with the text.
 */
public final class StreamingDecoder {
    private static final char INCOMPLETE = '\uFFFD';

    private final Tokenizer tokenizer;
    private final boolean skipSpecialTokens;
    private int[] ids = new int[16];
    private int count;

    /**
     * Ids before this one are told for good; from it on they are decoded again, as context of what
     * follows.
     */
    private int contextStart;

    /** Ids before this one have had their text given out. */
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
        String text = decode(contextStart, count);
        if (text.isEmpty() || text.charAt(text.length() - 1) == INCOMPLETE) {
            return "";
        }
        return advance(text);
    }

    /** What is left when no more ids come, replacement characters included. */
    public String finish() {
        return advance(decode(contextStart, count));
    }

    private String advance(String text) {
        // Decoders may treat the first token of a sequence differently, so new text is what the
        // context alone does not say.
        String before = decode(contextStart, given);
        if (text.length() <= before.length()) {
            // A token that is left out is no context: what follows would look like a beginning.
            return "";
        }
        contextStart = given;
        given = count;
        return text.substring(before.length());
    }

    private String decode(int from, int to) {
        return tokenizer.decode(Arrays.copyOfRange(ids, from, to), skipSpecialTokens);
    }
}
