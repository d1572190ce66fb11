package org.sftworkbench.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sftworkbench.data.TokenView;

/** What is written for each token: its characters, made visible. */
public final class TokenText {
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

    private TokenText() {}

    /**
     * One text per token. Pieces of one character carry the piece's number; a token that stands for
     * nothing in the text is written by its name.
     */
    public static List<String> of(List<TokenView> tokens) {
        List<String> texts = new ArrayList<>(tokens.size());
        int piece = 0;
        for (int i = 0; i < tokens.size(); i++) {
            TokenView token = tokens.get(i);
            boolean continues = i > 0 && samePlace(tokens.get(i - 1), token);
            boolean goesOn = i + 1 < tokens.size() && samePlace(token, tokens.get(i + 1));
            piece = continues ? piece + 1 : 1;
            String text = token.text().isEmpty() ? token.token() : visible(token.text());
            texts.add(continues || goesOn ? text + subscript(piece) : text);
        }
        return texts;
    }

    /** Line feeds and other control characters as signs. */
    public static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> shown.append('⏎');
                                case '\t' -> shown.append('⇥');
                                case '\r' -> shown.append('␍');
                                default -> {
                                    if (Character.isISOControl(c)) {
                                        shown.append(String.format(Locale.ROOT, "\\x%02x", c));
                                    } else {
                                        shown.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return shown.toString();
    }

    private static boolean samePlace(TokenView a, TokenView b) {
        return a.start() == b.start() && a.end() == b.end() && a.start() < a.end();
    }

    private static String subscript(int number) {
        StringBuilder digits = new StringBuilder();
        Integer.toString(number).chars().forEach(d -> digits.append(SUBSCRIPTS.charAt(d - '0')));
        return digits.toString();
    }
}
