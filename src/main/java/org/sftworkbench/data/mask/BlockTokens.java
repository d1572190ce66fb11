package org.sftworkbench.data.mask;

import java.util.Arrays;
import java.util.List;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Encoding;

/**
 * The tokens of a template's {@code {% generation %}} blocks as transformers and TRL find them
 * ({@code apply_chat_template} with {@code return_assistant_tokens_mask}): from the one that holds
 * a block's first character, even if it begins before the block, to the first one that holds its
 * last.
 *
 * <p>Two of its mistakes are not copied. Where no token holds that character, transformers trains
 * nothing from there on, or everything; here the nearest token within the block takes its place.
 * And where the first token of all holds a block's last character, transformers takes its index 0
 * for none and trains everything to the end; here the block ends with that token.
 */
public final class BlockTokens {
    private final Encoding encoding;

    /**
     * @param encoding of the text that the blocks lie in
     */
    public BlockTokens(Encoding encoding) {
        this.encoding = encoding;
    }

    /**
     * @param blocks in order; an empty one within a token trains that token
     * @return of each token whether it is trained
     */
    public boolean[] within(List<TextRange> blocks) {
        boolean[] trained = new boolean[encoding.length()];
        int next = 0;
        for (TextRange block : blocks) {
            int first = firstReaching(block.start(), next);
            int last = firstReaching(block.end() - 1, first);
            if (last == trained.length || encoding.starts()[last] >= block.end()) {
                last--;
            }
            if (first <= last) {
                Arrays.fill(trained, first, last + 1, true);
            }
            next = first;
        }
        return trained;
    }

    /** The first token from one on that ends after a character; their number where none does. */
    private int firstReaching(int character, int from) {
        int t = from;
        while (t < encoding.length() && encoding.ends()[t] <= character) {
            t++;
        }
        return t;
    }
}
