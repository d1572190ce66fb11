package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.TextRange;

/** Answers found by the text before them, such as {@code <|im_start|>assistant\n}. */
final class MarkedAnswers {
    private final Rendering rendering;
    private final MaskPolicy.After policy;
    private final TurnEnding ending;

    /**
     * @param turnEnds tokens that end a turn
     */
    MarkedAnswers(Rendering rendering, MaskPolicy.After policy, List<String> turnEnds) {
        this.rendering = rendering;
        this.policy = policy;
        this.ending = new TurnEnding(rendering.text(), turnEnds, policy.options());
    }

    /**
     * @throws DataException where there is no marker or it does not occur
     */
    List<TextRange> all() {
        String text = rendering.text();
        String marker = policy.marker();
        if (marker.isEmpty()) {
            throw new DataException(
                    "the mask policy after: needs the text that comes before each answer");
        }
        List<TextRange> answers = new ArrayList<>();
        int from = text.indexOf(marker);
        if (from < 0) {
            throw new DataException(
                    "the mask policy "
                            + policy.text()
                            + ": the rendered conversation has no "
                            + marker);
        }
        while (from >= 0) {
            int start = from + marker.length();
            int end = ending.after(start, text.length(), text.length());
            answers.addAll(trained(start, end));
            from = text.indexOf(marker, Math.max(start, end));
        }
        return answers;
    }

    private List<TextRange> trained(int start, int end) {
        TextRange answer = new TextRange(start, end);
        return policy.options().reasoning()
                ? List.of(answer)
                : new Reasoning(rendering).without(answer);
    }
}
