package org.sftworkbench.data.fault;

import org.sftworkbench.tokenizer.TokenizerException;

/**
 * A row whose text the tokenizer cannot read, such as one with half of a character; the message is
 * the tokenizer's.
 */
public final class UnreadableTextException extends DataException {
    private static final long serialVersionUID = 1L;

    /**
     * @param why the tokenizer refused it
     */
    public UnreadableTextException(TokenizerException why) {
        super(why.getMessage(), why);
    }
}
