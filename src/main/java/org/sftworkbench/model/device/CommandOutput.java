package org.sftworkbench.model.device;

/** How asking another program ended. */
sealed interface CommandOutput {
    /**
     * It ended by itself.
     *
     * @param text what it wrote, errors included
     */
    record Ended(int exitCode, String text) implements CommandOutput {}

    /** It did not end in time. */
    record Hanging() implements CommandOutput {}

    /** There is no such program, or it cannot be started. */
    record Absent() implements CommandOutput {}
}
