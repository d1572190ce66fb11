package org.sftworkbench.ui.chat;

/** Where the chat stands; the one value that decides what the pane enables. */
public enum ChatState {
    /** Waits for the user. */
    READY,
    /** Prompts are being turned into ids. */
    PREPARING,
    /** The engine has been asked; answers are waited for or being written. */
    GENERATING,
    /** A stop was asked for; the token in work is waited for. */
    STOPPING;

    /** Whether an answer is under way, so that nothing else can be asked. */
    public boolean isActive() {
        return this != READY;
    }
}
