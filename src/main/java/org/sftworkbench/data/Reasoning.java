package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;

/**
 * Takes the reasoning out of what is trained: blocks between the marks that models use, with the
 * white space after them, and whatever came from a message's reasoning field.
 */
final class Reasoning {
    static final List<List<String>> MARKS =
            List.of(
                    List.of("<think>", "</think>"),
                    List.of("<|START_THINKING|>", "<|END_THINKING|>"),
                    List.of("<seed:think>", "</seed:think>"),
                    List.of("[THINK]", "[/THINK]"));
    static final Set<String> FIELDS = Set.of("reasoning_content", "reasoning", "thinking");

    private final Rendering rendering;

    Reasoning(Rendering rendering) {
        this.rendering = rendering;
    }

    /** Where a text opens a block of reasoning first; its end where it opens none. */
    static int opening(String text) {
        return MARKS.stream()
                .mapToInt(marks -> text.indexOf(marks.get(0)))
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
    }

    /** What is left of a trained stretch. */
    List<TextRange> without(TextRange trained) {
        List<TextRange> left = List.of(trained);
        for (List<String> marks : MARKS) {
            left = each(left, range -> withoutBlocks(range, marks.get(0), marks.get(1)));
        }
        for (Span span : rendering.spans()) {
            if (isReasoning(span)) {
                left = each(left, range -> minus(range, span.start(), span.end()));
            }
        }
        return left;
    }

    private interface Cut {
        List<TextRange> of(TextRange range);
    }

    private static List<TextRange> each(List<TextRange> ranges, Cut cut) {
        List<TextRange> all = new ArrayList<>();
        ranges.forEach(range -> all.addAll(cut.of(range)));
        return all;
    }

    private List<TextRange> withoutBlocks(TextRange range, String open, String close) {
        String text = rendering.text();
        int end = text.indexOf(close, range.start());
        if (end < 0 || end + close.length() > range.end()) {
            return List.of(range);
        }
        // Without an opening mark in the stretch, the prompt has opened the block.
        int start = text.indexOf(open, range.start());
        start = start < 0 || start > end ? range.start() : start;
        int after = end + close.length();
        while (after < range.end() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        return minus(range, start, after);
    }

    private static List<TextRange> minus(TextRange range, int start, int end) {
        List<TextRange> left = new ArrayList<>();
        if (end <= range.start() || start >= range.end()) {
            return List.of(range);
        }
        if (start > range.start()) {
            left.add(new TextRange(range.start(), start));
        }
        if (end < range.end()) {
            left.add(new TextRange(end, range.end()));
        }
        return left;
    }

    private static boolean isReasoning(Span span) {
        return span.origin() instanceof Origin.Input input
                && input.message() >= 0
                && FIELDS.contains(input.path().substring(input.path().lastIndexOf('.') + 1));
    }
}
