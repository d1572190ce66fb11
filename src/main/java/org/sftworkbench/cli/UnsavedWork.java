package org.sftworkbench.cli;

/** Whether a command has learned something that has to be saved before it stops. Thread-safe. */
final class UnsavedWork {
    private volatile boolean there;

    void begins() {
        there = true;
    }

    void ends() {
        there = false;
    }

    boolean isThere() {
        return there;
    }
}
