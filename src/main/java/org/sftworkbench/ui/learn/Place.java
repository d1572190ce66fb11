package org.sftworkbench.ui.learn;

import org.sftworkbench.ui.common.words.Words;

/** The pane in which a lesson's experiment is made. */
public enum Place {
    TEMPLATE(Words.key("Go to the Template pane")),
    LABELS(Words.key("Go to the Labels pane")),
    TRAIN(Words.key("Go to the Train pane")),
    CHAT(Words.key("Go to the Chat pane"));

    private final String invitation;

    Place(String invitation) {
        this.invitation = invitation;
    }

    /** What the button that goes there says, in English; a key for {@link Words}. */
    String invitation() {
        return invitation;
    }
}
