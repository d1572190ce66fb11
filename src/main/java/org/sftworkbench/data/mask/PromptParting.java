package org.sftworkbench.data.mask;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.template.Span;

/**
 * Where an assistant turn leaves its generation prompt, where the prompt is not how the turn
 * begins.
 *
 * <p>The characters alone would part the two within a token: {@code <eos>} and {@code <think>} have
 * their first character in common. So the turn leaves the prompt at the last place up to which both
 * agree in whole pieces: special tokens, lines, and what the template wrote in one go.
 */
final class PromptParting {
    /** What looks like a special token. */
    static final Pattern MARK =
            Pattern.compile("<[^<>\\s]{1,64}>|<[|｜][^<>\\n]{1,64}[|｜]>|\\[/?[A-Z][A-Z_]{0,62}]");

    /** A mark that begins before the parting ends at most so far behind it. */
    static final int LONGEST_MARK = 70;

    private final String turn;
    private final String prompt;
    private final int parting;

    /**
     * @param turn the turn's text
     * @param parting how many characters the two have in common
     */
    PromptParting(String turn, String prompt, int parting) {
        this.turn = turn;
        this.prompt = prompt;
        this.parting = parting;
    }

    /**
     * The last whole piece's end, at most the characters in common; these where there are no
     * pieces, and nothing where the first special token is another one already.
     *
     * @param spans of the rendering, at least those that begin among the characters in common
     * @param turnStart where the turn begins in it
     */
    int afterWholePieces(List<Span> spans, int turnStart) {
        boolean[] ends = new boolean[parting + 1];
        for (Span span : spans) {
            int at = span.start() - turnStart;
            if (at > 0 && at <= parting) {
                ends[at] = true;
            }
        }
        int last = last(ends);
        return last < 0 ? parting : last;
    }

    /**
     * The last end of a special token or line, at most the characters in common; these where they
     * are the whole prompt, and nothing where there is no such end.
     */
    int ofMarksAndLines() {
        return parting == prompt.length() ? parting : Math.max(0, last(new boolean[parting + 1]));
    }

    /** The last of some ends and of those of special tokens and lines; -1 for none. */
    private int last(boolean[] ends) {
        for (int at = 1; at <= parting; at++) {
            ends[at] |= turn.charAt(at - 1) == '\n';
        }
        mark(turn, ends);
        mark(prompt, ends);
        for (int at = parting; at >= 0; at--) {
            if (ends[at]) {
                return at;
            }
        }
        return -1;
    }

    /** Special tokens are whole pieces, and nothing ends within one. */
    private void mark(String text, boolean[] ends) {
        Matcher marks =
                MARK.matcher(text.substring(0, Math.min(text.length(), parting + LONGEST_MARK)));
        while (marks.find() && marks.start() <= parting) {
            ends[marks.start()] = true;
            for (int at = marks.start() + 1; at <= parting && at < marks.end(); at++) {
                ends[at] = false;
            }
            if (marks.end() <= parting) {
                ends[marks.end()] = true;
            }
        }
    }
}
