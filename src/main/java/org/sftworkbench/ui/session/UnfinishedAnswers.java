package org.sftworkbench.ui.session;

import org.sftworkbench.ui.chat.ChatState;
import org.sftworkbench.ui.chat.ChatViewModel;

import java.util.concurrent.Executor;

/**
 * Keeps a conversation while its answer is still being written, every little while. FX thread only.
 */
public final class UnfinishedAnswers {
    private final ChatViewModel chat;
    private final Executor later;
    private boolean waiting;

    /**
     * @param later runs what it is given on the FX thread a little while later
     */
    public UnfinishedAnswers(ChatViewModel chat, Executor later) {
        this.chat = chat;
        this.later = later;
        chat.stateProperty().addListener((p, old, now) -> watch());
    }

    private void watch() {
        if (!waiting && chat.stateProperty().get() == ChatState.GENERATING) {
            waiting = true;
            later.execute(this::keep);
        }
    }

    private void keep() {
        waiting = false;
        if (chat.stateProperty().get() == ChatState.GENERATING) {
            chat.talks().changed();
            watch();
        }
    }
}
