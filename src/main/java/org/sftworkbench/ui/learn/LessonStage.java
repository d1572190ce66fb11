package org.sftworkbench.ui.learn;

import java.util.List;

/** Sets the other panes up for a lesson's experiment. FX thread only. */
public interface LessonStage {
    /** Hears how a set-up went, on the FX thread; one of the two is called. */
    interface Listener {
        void set();

        /**
         * @param why in the user's words; nothing has been changed but what was opened
         */
        void refused(String why);
    }

    /**
     * Opens the starter model and the sample data where they are not open, and does the actions.
     */
    void setUp(List<StageAction> actions, Listener listener);

    /** Puts back what stood in the panes before the first set-up since the last time. */
    void putBack();

    /**
     * The same as the window closes: a choice that the user has made otherwise since stays, and
     * nothing is opened.
     */
    void leave();

    /** Turns to a pane. */
    void goTo(Place place);

    /** Turns to the lessons. */
    void goToLessons();
}
