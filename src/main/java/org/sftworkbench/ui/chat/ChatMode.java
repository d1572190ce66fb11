package org.sftworkbench.ui.chat;

/** What the prompt box holds. */
public enum ChatMode {
    /** One message of a conversation; each model keeps its own. */
    CHAT,
    /** One prompt a line, each on its own, run together as one batch. */
    BATCH
}
