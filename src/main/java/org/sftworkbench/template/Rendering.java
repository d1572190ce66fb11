package org.sftworkbench.template;

import java.util.List;

/**
 * What a template made of a conversation, and who wrote each character of it.
 *
 * @param text the rendered text
 * @param spans runs that tile the text exactly
 * @param generation the stretches inside {@code {% generation %}} blocks, in order; empty where the
 *     template has none
 */
public record Rendering(String text, List<Span> spans, List<TextRange> generation) {
    public Rendering {
        spans = List.copyOf(spans);
        generation = List.copyOf(generation);
    }
}
