package org.sftworkbench.template;

/**
 * A place in a template's source.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record TemplatePosition(int line, int column) {}
