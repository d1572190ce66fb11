package org.sftworkbench.ui.app;

/**
 * What the engine is doing.
 *
 * @param busy whether a command runs
 * @param training whether it is a training run
 * @param text in the user's words
 */
record EngineStatus(boolean busy, boolean training, String text) {
    static final EngineStatus READY = new EngineStatus(false, false, "Ready");
}
