package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sftworkbench.tokenizer.EndOfTurnTokens;

/** The tokens that are known to end a turn, for text that comes without a tokenizer. */
public final class TurnEnds {
    private TurnEnds() {}

    /**
     * @param variables what the template is rendered with; its {@code eos_token} comes first
     */
    public static List<String> known(Map<String, Object> variables) {
        List<String> ends = new ArrayList<>();
        if (variables.get("eos_token") instanceof String eos && !eos.isEmpty()) {
            ends.add(eos);
        }
        EndOfTurnTokens.KNOWN.stream().filter(end -> !ends.contains(end)).forEach(ends::add);
        return ends;
    }
}
