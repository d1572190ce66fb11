package org.sftworkbench.template;

/**
 * What {@code add_generation_prompt} lets a template write after any conversation.
 *
 * @param text always the same; empty where the template writes nothing for it
 * @param needsMessages whether it is left out where there are no messages at all
 */
public record GenerationPrompt(String text, boolean needsMessages) {}
