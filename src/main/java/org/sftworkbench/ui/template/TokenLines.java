package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.sftworkbench.data.TokenView;

/**
 * Breaks tokens into lines: after a line feed (save one that a message opens with), where another
 * message begins, and where a line is full.
 */
final class TokenLines {
    private TokenLines() {}

    /**
     * @param tokens the tokens, in order
     * @param tokenWidth width of the token at an index, in pixels
     * @param gap between two tokens, in pixels
     * @param available width of a line, in pixels; a token wider than that has a line of its own
     */
    static List<TokenLine> of(
            List<TokenView> tokens, IntToDoubleFunction tokenWidth, double gap, double available) {
        List<TokenLine> lines = new ArrayList<>();
        int from = 0;
        double used = 0;
        boolean opens = true;
        for (int i = 0; i < tokens.size(); i++) {
            double width = tokenWidth.applyAsDouble(i);
            if (i > from) {
                boolean otherMessage = tokens.get(i).message() != tokens.get(i - 1).message();
                boolean full = used + gap + width > available;
                boolean fed = tokens.get(i - 1).text().endsWith("\n");
                boolean loneFeed = opens && i == from + 1 && tokens.get(from).text().equals("\n");
                if (otherMessage || full || (fed && !loneFeed)) {
                    lines.add(line(tokens, from, i, opens));
                    opens = otherMessage;
                    from = i;
                    used = 0;
                }
            }
            used += (i > from ? gap : 0) + width;
        }
        if (from < tokens.size()) {
            lines.add(line(tokens, from, tokens.size(), opens));
        }
        return lines;
    }

    private static TokenLine line(List<TokenView> tokens, int from, int to, boolean opens) {
        TokenView first = tokens.get(from);
        return new TokenLine(from, to, first.message(), first.role(), opens);
    }
}
