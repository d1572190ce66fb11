package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.template.TextRange;

/**
 * What a model writes around a block of reasoning.
 *
 * @param open begins a block
 * @param close ends it
 * @param own whether {@code close} ends nothing else, so that where it stands alone, the prompt or
 *     a part that was cut off has opened the block
 */
public record ReasoningMarks(String open, String close, boolean own) {
    private static final List<ReasoningMarks> KNOWN =
            List.of(
                    new ReasoningMarks("<think>", "</think>", true),
                    new ReasoningMarks("<|START_THINKING|>", "<|END_THINKING|>", true),
                    new ReasoningMarks("<seed:think>", "</seed:think>", true),
                    new ReasoningMarks("[THINK]", "[/THINK]", true),
                    new ReasoningMarks("<|channel>thought", "<channel|>", true),
                    // What is said to others ends so too.
                    new ReasoningMarks("<|channel|>analysis<|message|>", "<|end|>", false),
                    new ReasoningMarks(" to=self<|message|>", "<|eom|>", false));

    /** Where a text opens a block of reasoning first; its end where it opens none. */
    static int opening(String text) {
        return KNOWN.stream()
                .mapToInt(marks -> text.indexOf(marks.open()))
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
    }

    /**
     * The blocks of reasoning in a stretch of a text, with their marks. One that is not closed goes
     * on to the stretch's end.
     *
     * @param said where a block begins that the stretch only closes
     */
    public static List<TextRange> blocks(String text, TextRange stretch, int said) {
        String part = text.substring(stretch.start(), stretch.end());
        List<TextRange> blocks = new ArrayList<>();
        for (ReasoningMarks marks : KNOWN) {
            for (TextRange block : marks.blocks(part, Math.max(0, said - stretch.start()))) {
                blocks.add(
                        new TextRange(
                                stretch.start() + block.start(), stretch.start() + block.end()));
            }
        }
        return blocks;
    }

    private List<TextRange> blocks(String text, int said) {
        List<TextRange> blocks = new ArrayList<>();
        int at = own ? endOfBegun(text) : 0;
        if (at > 0) {
            blocks.add(new TextRange(Math.min(said, at), at));
        }
        for (int from = text.indexOf(open, at); from >= 0; from = text.indexOf(open, at)) {
            int closed = text.indexOf(close, from + open.length());
            at = closed < 0 ? text.length() : closed + close.length();
            blocks.add(new TextRange(from, at));
        }
        return blocks;
    }

    /** Where a block ends that was opened before the text; 0 where none was. */
    private int endOfBegun(String text) {
        int closed = text.indexOf(close);
        int opened = text.indexOf(open);
        return closed < 0 || opened >= 0 && opened < closed ? 0 : closed + close.length();
    }
}
