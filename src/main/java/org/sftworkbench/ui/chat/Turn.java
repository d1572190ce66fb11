package org.sftworkbench.ui.chat;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** A message of a conversation with all that was tried after it. FX thread only. */
public abstract sealed class Turn permits Question, Reply {
    private final Branches next = new Branches(this);
    private final ReadOnlyStringWrapper draft = new ReadOnlyStringWrapper(this, "draft");
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

    /** What it is being changed to, as far as it is written; null where nobody changes it. */
    public ReadOnlyStringProperty draftProperty() {
        return draft.getReadOnlyProperty();
    }

    void setDraft(String text) {
        draft.set(text);
    }

    /** The message before it; null for a conversation's first. */
    public Turn before() {
        return within.after();
    }
}
