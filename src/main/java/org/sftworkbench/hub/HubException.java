package org.sftworkbench.hub;

/** A model that cannot be fetched or listed; the message is for the user. */
public final class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way, for whoever offers a way out. */
    public enum Reason {
        /** There is no such repository, or it is hidden from whoever asks without a token. */
        NO_REPOSITORY,
        /** The repository has no such branch, tag or commit. */
        NO_REVISION,
        /** Its owner wants terms to be accepted first, or a token that may read it. */
        NOT_GRANTED,
        /** It is private or gated, and no token was sent. */
        NEEDS_TOKEN,
        /** The token that was sent is not accepted. */
        TOKEN_REFUSED,
        /** The settings forbid to ask. */
        OFFLINE,
        /** Nobody answers, or nothing more comes. */
        UNREACHABLE,
        /** A proxy is in the way, or is not one that can be used. */
        PROXY,
        /** The disk has not enough room. */
        NO_ROOM,
        /** Another download of the same model goes on. */
        TAKEN,
        /** Anything else; the message says all there is. */
        OTHER
    }

    private final Reason reason;

    public HubException(String message) {
        this(message, Reason.OTHER);
    }

    public HubException(String message, Throwable cause) {
        this(message, cause, Reason.OTHER);
    }

    public HubException(String message, Reason reason) {
        super(message);
        this.reason = reason;
    }

    public HubException(String message, Throwable cause, Reason reason) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
