package org.sftworkbench.ui.chat;

import java.util.List;
import org.sftworkbench.generate.LeftPaddedPrompts;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Prompts as ids, with the left-padded batch that the generator makes of them.
 *
 * @param tokenizer decodes the answers
 * @param prompts ids of each row
 * @param padded the batch, made by the class the generator uses
 * @param names what each token of each row is called in a drawing
 */
record PromptBatch(
        Tokenizer tokenizer,
        List<int[]> prompts,
        LeftPaddedPrompts padded,
        List<List<String>> names) {
    PromptBatch {
        prompts = List.copyOf(prompts);
        names = List.copyOf(names);
    }

    static PromptBatch of(Tokenizer tokenizer, List<int[]> prompts) {
        TokenText text = new TokenText(tokenizer);
        return new PromptBatch(
                tokenizer,
                prompts,
                LeftPaddedPrompts.of(prompts),
                prompts.stream().map(text::of).toList());
    }
}
