package org.sftworkbench.ui.chat;

/** Which models are seen, and asked. */
public enum ShownSides {
    BOTH,
    BASE,
    TUNED
}
