package org.sftworkbench.ui.chat;

/** A message of a conversation with all that was tried after it. FX thread only. */
public abstract sealed class Turn permits Question, Reply {
    private final Branches next = new Branches(this);
    private Branches within;

    /** What follows it: alternatives of which one is shown. */
    public Branches next() {
        return next;
    }

    /** The alternatives it is one of. */
    public Branches within() {
        return within;
    }

    void setWithin(Branches place) {
        within = place;
    }

    /** The message before it; null for a conversation's first. */
    public Turn before() {
        return within.after();
    }
}
