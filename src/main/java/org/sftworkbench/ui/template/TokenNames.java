package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.TokenView;

/** What is written on each token's chip. */
final class TokenNames {
    private static final String SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

    private TokenNames() {}

    /**
     * A token's text; for tokens that share one character (byte-level pieces) the character with
     * the piece's number; for a token that stands for nothing in the text its name.
     */
    static List<String> of(List<TokenView> tokens) {
        List<String> names = new ArrayList<>(tokens.size());
        int piece = 0;
        for (int i = 0; i < tokens.size(); i++) {
            TokenView token = tokens.get(i);
            boolean continues = i > 0 && samePlace(tokens.get(i - 1), token);
            boolean goesOn = i + 1 < tokens.size() && samePlace(token, tokens.get(i + 1));
            piece = continues ? piece + 1 : 1;
            if (token.text().isEmpty()) {
                names.add(token.token());
            } else {
                names.add(continues || goesOn ? token.text() + subscript(piece) : token.text());
            }
        }
        return names;
    }

    /** Whether two lists of tokens are written the same and flow the same. */
    static boolean areSame(List<TokenView> a, List<TokenView> b) {
        if (a.isEmpty() || a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            TokenView one = a.get(i);
            TokenView other = b.get(i);
            if (one.id() != other.id()
                    || one.start() != other.start()
                    || one.end() != other.end()
                    || one.message() != other.message()
                    || !one.text().equals(other.text())
                    || !one.role().equals(other.role())) {
                return false;
            }
        }
        return true;
    }

    private static boolean samePlace(TokenView a, TokenView b) {
        return a.start() == b.start() && a.end() == b.end() && a.start() < a.end();
    }

    private static String subscript(int number) {
        StringBuilder digits = new StringBuilder();
        for (char digit : Integer.toString(number).toCharArray()) {
            digits.append(SUBSCRIPTS.charAt(digit - '0'));
        }
        return digits.toString();
    }
}
