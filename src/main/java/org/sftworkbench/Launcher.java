package org.sftworkbench;

/** Starts the workbench, or a command of it. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {}
}
