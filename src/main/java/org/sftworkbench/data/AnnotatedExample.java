package org.sftworkbench.data;

import java.util.List;

/**
 * An example with the text it came from and a view of each token; what the panes draw is {@link
 * #example}.
 *
 * @param example ids and mask, as trained
 * @param text the rendered text
 * @param tokens one view per id
 */
public record AnnotatedExample(LabelledExample example, String text, List<TokenView> tokens) {
    public AnnotatedExample {
        tokens = List.copyOf(tokens);
    }
}
