package org.sftworkbench.template.runtime;

import java.util.List;
import org.sftworkbench.template.value.Text;

/**
 * What a template wrote.
 *
 * @param text the text; its runs know node, turn and source
 * @param generation the stretches of generation blocks, in order
 */
public record Rendered(Text text, List<Stretch> generation) {
    /** A stretch of the text, in UTF-16 units. */
    public record Stretch(int start, int end) {}

    public Rendered {
        generation = List.copyOf(generation);
    }
}
