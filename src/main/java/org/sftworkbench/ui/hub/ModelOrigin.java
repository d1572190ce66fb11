package org.sftworkbench.ui.hub;

import org.sftworkbench.ui.common.words.Words;

/** Why a model is on this machine. */
public enum ModelOrigin {
    /** From a Hub, by whatever program; it may be deleted here. */
    STORE(Words.key("Hub")),
    /** It comes with this program. */
    STARTER(Words.key("Built in")),
    /** A run made it; runs are deleted in their own list. */
    TRAINED(Words.key("Trained here")),
    /** The user opened it, wherever it is. */
    OPENED(Words.key("Opened before"));

    private final String title;

    ModelOrigin(String title) {
        this.title = title;
    }

    /** In English, a key for {@link Words}. */
    String title() {
        return title;
    }
}
