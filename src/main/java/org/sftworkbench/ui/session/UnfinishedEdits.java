package org.sftworkbench.ui.session;

import java.util.concurrent.Executor;
import org.sftworkbench.ui.chat.Talks;

/** Keeps a conversation a moment after one of its messages is being changed. FX thread only. */
public final class UnfinishedEdits {
    /**
     * @param later runs what it is given on the FX thread a moment later
     */
    public UnfinishedEdits(Talks talks, Executor later) {
        SavingPace pace = new SavingPace(later, talks::keepEdits);
        talks.editsProperty().addListener((p, old, now) -> pace.changed());
    }
}
