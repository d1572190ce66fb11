package org.sftworkbench.tokenizer;

/** A tokenizer that cannot be used; the message names the file in the user's words. */
public final class TokenizerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TokenizerException(String message) {
        super(message);
    }

    public TokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}
