package org.sftworkbench.ui.chat;

import java.nio.file.Path;

/**
 * A prompt and what one model says to it.
 *
 * @param prompt as typed
 * @param kind how it was put to the model
 * @param model directory of the model that was asked
 * @param answer grows while the model writes
 */
public record Exchange(String prompt, PromptKind kind, Path model, Answer answer) {}
