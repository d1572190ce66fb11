package org.sftworkbench.ui.learn;

/** How far the chosen lesson's experiment is set up. */
public enum SetUpState {
    /** Nothing is set. */
    NOT_SET,
    /** Model and data are being opened. */
    SETTING,
    /** The panes are as the lesson says. */
    SET
}
