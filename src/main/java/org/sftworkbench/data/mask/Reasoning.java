package org.sftworkbench.data.mask;

import java.util.List;
import java.util.regex.Pattern;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/**
 * Takes the reasoning out of what is trained: blocks between the marks that models use, with the
 * white space after them, and whatever came from a message's reasoning field.
 */
public final class Reasoning {
    /** A field of a message, or a part of its content, with all that is in it. */
    private static final Pattern FIELD =
            Pattern.compile(
                    "(content\\[\\d+]\\.)?(reasoning_content|reasoning|thinking)([.\\[].*)?");

    private final Rendering rendering;

    Reasoning(Rendering rendering) {
        this.rendering = rendering;
    }

    /** Whether characters come from where a message has its reasoning, not from what it says. */
    public static boolean isSource(Origin origin) {
        return origin instanceof Origin.Input input
                && input.message() >= 0
                && FIELD.matcher(input.field()).matches();
    }

    /** What is left of a trained stretch. */
    List<TextRange> without(TextRange trained) {
        List<TextRange> left = List.of(trained);
        for (TextRange block : ReasoningMarks.blocks(rendering.text(), trained, trained.start())) {
            left = minus(left, block.start(), afterSpace(block.end(), trained.end()));
        }
        for (Span span : rendering.spansWithin(trained)) {
            if (isSource(span.origin())) {
                left = minus(left, span.start(), span.end());
            }
        }
        return left;
    }

    private int afterSpace(int from, int end) {
        int after = from;
        while (after < end && Character.isWhitespace(rendering.text().charAt(after))) {
            after++;
        }
        return after;
    }

    private static List<TextRange> minus(List<TextRange> ranges, int start, int end) {
        TextRange cut = new TextRange(start, end);
        return ranges.stream().flatMap(range -> range.without(cut).stream()).toList();
    }
}
