package org.sftworkbench.tokenizer;

/**
 * Token ids of a text and the characters each of them stands for. All arrays have one entry per
 * token.
 *
 * @param ids token ids
 * @param starts first character of each token, in UTF-16 units of the text
 * @param ends one past the last character of each token; byte-level pieces of a character (an emoji
 *     or a rare ideograph) each carry its whole range, with that of what else they hold: one may
 *     end a character and begin the next
 */
public record Encoding(int[] ids, int[] starts, int[] ends) {
    public int length() {
        return ids.length;
    }
}
