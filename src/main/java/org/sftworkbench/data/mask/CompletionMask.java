package org.sftworkbench.data.mask;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.Rendering;
import org.sftworkbench.template.Span;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Encoding;

/**
 * Trains a row's completion, whoever's messages it has: every token after as many as its prompt has
 * when an answer is opened to it, as TRL's {@code completion_mask} does. What counts of the row's
 * end is for the options to say.
 */
public final class CompletionMask {
    private final Rendering rendering;
    private final List<String> turnEnds;
    private final MaskOptions options;

    /**
     * @param turnEnds tokens that end a turn
     */
    public CompletionMask(Rendering rendering, List<String> turnEnds, MaskOptions options) {
        this.rendering = rendering;
        this.turnEnds = turnEnds;
        this.options = options;
    }

    /**
     * @param encoding of the rendering
     * @param promptTokens how many tokens the prompt has
     * @param end one past the last character of the messages; what follows opens another answer
     */
    public boolean[] of(Encoding encoding, int promptTokens, int end) {
        boolean[] trained = new boolean[encoding.length()];
        if (promptTokens >= trained.length) {
            return trained;
        }
        int start = encoding.starts()[promptTokens];
        List<TextRange> ranges = ranges(start, trainedEnd(start, end));
        int next = 0;
        for (int t = promptTokens; t < trained.length; t++) {
            int at = encoding.starts()[t];
            while (next < ranges.size() && ranges.get(next).end() <= at) {
                next++;
            }
            trained[t] = next < ranges.size() && ranges.get(next).contains(at);
        }
        return trained;
    }

    private int trainedEnd(int start, int end) {
        if (options.endOfTurn() && options.trailingSpace()) {
            return end;
        }
        int written = start;
        for (Span span : rendering.spans()) {
            if (span.origin() instanceof Origin.Input input
                    && input.isSaidBy(span.message())
                    && span.end() <= end) {
                written = Math.max(written, span.end());
            }
        }
        int stripped = end;
        while (stripped > written
                && Character.isWhitespace(rendering.text().charAt(stripped - 1))) {
            stripped--;
        }
        int turnEnd = turnEnd(written, stripped);
        if (!options.endOfTurn() && turnEnd >= 0) {
            return turnEnd;
        }
        return options.trailingSpace() ? end : stripped;
    }

    /** Where the end-of-turn token begins that the text ends in; -1 where it ends in none. */
    private int turnEnd(int from, int end) {
        int longest = 0;
        for (String token : turnEnds) {
            if (token.length() > longest
                    && end - token.length() >= from
                    && rendering.text().startsWith(token, end - token.length())) {
                longest = token.length();
            }
        }
        return longest == 0 ? -1 : end - longest;
    }

    private List<TextRange> ranges(int start, int end) {
        if (start >= end) {
            return List.of();
        }
        if (options.reasoning()) {
            return List.of(new TextRange(start, end));
        }
        Reasoning reasoning = new Reasoning(rendering);
        List<TextRange> left = new ArrayList<>();
        for (TextRange turn : turns(start, end)) {
            left.addAll(reasoning.without(turn));
        }
        return left;
    }

    /** The stretch message by message, each of which may have reasoned. */
    private List<TextRange> turns(int start, int end) {
        List<TextRange> turns = new ArrayList<>();
        int from = start;
        int message = -1;
        for (Span span : rendering.spans()) {
            boolean another = span.message() >= 0 && span.message() != message;
            if (another && span.start() > from && span.start() < end) {
                turns.add(new TextRange(from, span.start()));
                from = span.start();
            }
            message = another ? span.message() : message;
        }
        turns.add(new TextRange(from, end));
        return turns;
    }
}
