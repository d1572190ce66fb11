package org.sftworkbench.ui.chat;

import java.util.List;
import org.sftworkbench.generate.PaddedPrompts;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Prompts as ids, with the padded batch that the generator makes of them.
 *
 * @param tokenizer decodes the answers
 * @param prompts ids of each row
 * @param padded the batch, made by the class the generator uses
 * @param names what each token of each row is called in a drawing
 */
record PromptBatch(
        Tokenizer tokenizer, List<int[]> prompts, PaddedPrompts padded, List<List<String>> names) {
    PromptBatch {
        prompts = List.copyOf(prompts);
        names = List.copyOf(names);
    }

    static PromptBatch of(Tokenizer tokenizer, List<int[]> prompts, boolean padRight) {
        TokenText text = new TokenText(tokenizer);
        Padding padding = padRight ? Padding.naiveRight(tokenizer.paddingId()) : Padding.LEFT;
        return new PromptBatch(
                tokenizer,
                prompts,
                PaddedPrompts.of(prompts, padding),
                prompts.stream().map(text::of).toList());
    }
}
