package org.sftworkbench.ui.train;

import org.sftworkbench.run.SampleLine;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * What the model answered to the sample question at one step of a run.
 *
 * @param step optimizer steps taken before it answered; 0 is the model as it was
 * @param text the answer without special tokens
 * @param tokens how many tokens it wrote, the stopping one included; 0 where that is not known
 * @param stoppedBy the special token it ended itself with, {@link #UNNAMED} where it is not known
 *     which, or the empty string where it ran on to the limit
 */
public record SampleAnswer(int step, String text, int tokens, String stoppedBy) {
    /** No token is called so. */
    private static final String UNNAMED = " ";

    /** Decodes an answer; any thread. */
    static SampleAnswer decode(int step, int[] outputIds, Tokenizer tokenizer) {
        String stoppedBy = "";
        if (outputIds.length > 0) {
            int last = outputIds[outputIds.length - 1];
            if (tokenizer.isSpecial(last)) {
                stoppedBy = tokenizer.tokenOf(last).orElse("");
            }
        }
        return new SampleAnswer(
                step, bare(tokenizer.decode(outputIds, true)), outputIds.length, stoppedBy);
    }

    /** As a run's record keeps it, though not with which token it ended. */
    static SampleAnswer of(SampleLine line) {
        return new SampleAnswer(
                line.step(), bare(line.answer()), line.tokens(), line.stopped() ? UNNAMED : "");
    }

    public boolean stopped() {
        return !stoppedBy.isEmpty();
    }

    /** Whether it is known with which token it ended itself. */
    boolean namesItsEnd() {
        return stopped() && !stoppedBy.equals(UNNAMED);
    }

    /** Without the space around it, unless that is all there is. */
    private static String bare(String answer) {
        return answer.isBlank() ? answer : answer.strip();
    }
}
