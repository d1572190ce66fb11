package org.sftworkbench.ui.template;

import java.util.List;
import java.util.stream.Collectors;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.TokenView;

/** Writes tokens as text for the clipboard. */
final class TokenCopy {
    private TokenCopy() {}

    /** Ids as a Python list. */
    static String ids(List<TokenView> tokens) {
        return tokens.stream()
                .map(token -> Integer.toString(token.id()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Aligned labels as a Python list. */
    static String labels(List<TokenView> tokens) {
        return tokens.stream()
                .map(token -> Integer.toString(token.trained() ? token.id() : Labels.IGNORE))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The characters they stand for; those that several tokens share stand once. */
    static String text(List<TokenView> tokens) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (TokenView token : tokens) {
            if (token.end() > end) {
                text.append(token.text(), Math.max(0, end - token.start()), token.text().length());
                end = token.end();
            }
        }
        return text.toString();
    }
}
