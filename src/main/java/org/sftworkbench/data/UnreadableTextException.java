package org.sftworkbench.data;

import org.sftworkbench.tokenizer.TokenizerException;

/**
 * A row whose text the tokenizer cannot read, such as one with half of a character; the message is
 * the tokenizer's.
 */
public final class UnreadableTextException extends DataException {
    private static final long serialVersionUID = 1L;

    UnreadableTextException(TokenizerException why) {
        super(why.getMessage(), why);
    }
}
