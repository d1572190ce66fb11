package org.sftworkbench.disk;

import java.io.IOException;
import java.util.Optional;

/** Another has what a {@link ProcessLock} keeps; says who. */
public final class LockedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient LockOwner owner;

    /**
     * @param owner null where the lock does not say
     */
    LockedException(LockOwner owner) {
        super("held by " + (owner == null ? "another program" : owner.words()));
        this.owner = owner;
    }

    /** Who has it; empty where the lock does not say. */
    public Optional<LockOwner> owner() {
        return Optional.ofNullable(owner);
    }

    /** Who has it, in the user's words. */
    public String who() {
        return owner == null ? "another program" : owner.words();
    }
}
