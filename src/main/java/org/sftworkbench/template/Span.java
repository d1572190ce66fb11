package org.sftworkbench.template;

/**
 * A run of a rendering's text with one origin. The spans of a rendering tile its text: the first
 * starts at 0, each starts where the one before ends, the last ends at the text's length, none is
 * empty.
 *
 * @param start first character, in UTF-16 units of the rendered text
 * @param end one past the last character
 * @param node the template node (literal text or output expression) that wrote it
 * @param message index of the message whose loop turn wrote it (the innermost {@code for} over the
 *     messages, or the message named by an input origin), or -1 outside any
 * @param origin the template or an input value
 */
public record Span(int start, int end, TemplatePosition node, int message, Origin origin) {}
