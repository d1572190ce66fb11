package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tokens that are known to end a turn, for text that comes without a tokenizer. */
public final class TurnEnds {
    private static final List<String> KNOWN =
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
                    "<|endoftext|>",
                    "</s>");

    private TurnEnds() {}

    /**
     * @param variables what the template is rendered with; its {@code eos_token} comes first
     */
    public static List<String> known(Map<String, Object> variables) {
        List<String> ends = new ArrayList<>();
        if (variables.get("eos_token") instanceof String eos && !eos.isEmpty()) {
            ends.add(eos);
        }
        KNOWN.stream().filter(end -> !ends.contains(end)).forEach(ends::add);
        return ends;
    }
}
