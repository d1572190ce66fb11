package org.sftworkbench.tokenizer;

import java.util.List;

/**
 * What a tokenizer's post-processor puts around a text that no chat template wrote, such as the
 * token that begins a sequence.
 *
 * @param before ids before the text's
 * @param after ids after them
 */
public record DocumentFrame(List<Integer> before, List<Integer> after) {
    /** Of a tokenizer that adds nothing. */
    public static final DocumentFrame NONE = new DocumentFrame(List.of(), List.of());

    public DocumentFrame {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * The frame of a text that becomes some ids bare and others framed; none where the one is not
     * within the other.
     */
    static DocumentFrame around(List<Integer> bare, List<Integer> framed) {
        for (int at = 0; !bare.isEmpty() && at + bare.size() <= framed.size(); at++) {
            int end = at + bare.size();
            if (framed.subList(at, end).equals(bare)) {
                return new DocumentFrame(framed.subList(0, at), framed.subList(end, framed.size()));
            }
        }
        return NONE;
    }
}
