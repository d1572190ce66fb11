package org.sftworkbench.tokenizer;

import java.util.List;

/** The tokens that end a turn in the templates of well-known models. */
public final class EndOfTurnTokens {
    public static final List<String> KNOWN =
            List.of(
                    "<|im_end|>",
                    "<|eot_id|>",
                    "<|eom_id|>",
                    "<|end|>",
                    "<end_of_turn>",
                    "<turn|>",
                    "<|eot|>",
                    "<|return|>",
                    "<|END_OF_TURN_TOKEN|>",
                    "<|end_of_text|>",
                    "<｜end▁of▁sentence｜>",
                    "<end_of_utterance>",
                    "[|endofturn|]",
                    "<|end_of_turn|>",
                    "<|eom|>",
                    "<|stop|>",
                    "<|EOT|>",
                    "<|endoftext|>",
                    "</s>");

    private EndOfTurnTokens() {}
}
