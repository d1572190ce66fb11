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

    /**
     * The spans that have a character in a stretch, in order; found without looking at the others,
     * of which a long conversation has very many.
     */
    public List<Span> spansWithin(TextRange stretch) {
        if (stretch.start() >= stretch.end()) {
            return List.of();
        }
        int last = firstEndingAfter(stretch.end() - 1);
        return spans.subList(firstEndingAfter(stretch.start()), Math.min(last + 1, spans.size()));
    }

    /** The index of the first span that ends after a character; their number where none does. */
    private int firstEndingAfter(int character) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end() <= character) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
