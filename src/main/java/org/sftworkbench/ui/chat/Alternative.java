package org.sftworkbench.ui.chat;

/**
 * A token that a model might have written.
 *
 * @param id its id
 * @param name what it is called in a drawing
 * @param probability the model's own, before sampling settings
 */
public record Alternative(int id, String name, double probability) {}
