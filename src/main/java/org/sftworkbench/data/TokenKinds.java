package org.sftworkbench.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Tokenizer;

/** Tells what each token of an example is there for. Immutable. */
public final class TokenKinds {
    private final Set<String> turnEnds;

    /**
     * @param tokenizer knows which tokens end a turn
     */
    public TokenKinds(Tokenizer tokenizer) {
        turnEnds = new HashSet<>(tokenizer.endOfTurnCandidates());
        tokenizer.special().eos().ifPresent(turnEnds::add);
    }

    /** One kind per token, in order. */
    public List<TokenKind> of(AnnotatedExample example) {
        List<TokenView> tokens = example.tokens();
        boolean[] reasoning = reasoning(example);
        TokenKind[] kinds = new TokenKind[tokens.size()];
        for (int t = 0; t < kinds.length; t++) {
            kinds[t] = of(tokens.get(t), reasoning[t]);
        }
        return List.of(kinds);
    }

    private TokenKind of(TokenView token, boolean reasoning) {
        if (token.special()
                && (turnEnds.contains(token.token()) || turnEnds.contains(token.text()))) {
            return TokenKind.END_OF_TURN;
        } else if (!token.text().isEmpty() && token.text().isBlank()) {
            return TokenKind.WHITE_SPACE;
        } else if (reasoning || fromReasoning(token.origin())) {
            return TokenKind.REASONING;
        }
        return token.special() || !fromMessage(token.origin())
                ? TokenKind.SCAFFOLDING
                : TokenKind.CONTENT;
    }

    private static boolean fromReasoning(Origin origin) {
        return origin instanceof Origin.Input input
                && input.message() >= 0
                && Reasoning.FIELDS.contains(field(input));
    }

    /** A role's name comes from the data, but only says who speaks. */
    private static boolean fromMessage(Origin origin) {
        return origin instanceof Origin.Input input
                && !field(input).equals("role")
                && !field(input).endsWith("_token");
    }

    private static String field(Origin.Input input) {
        return input.path().substring(input.path().lastIndexOf('.') + 1);
    }

    /** Which tokens lie in a block of reasoning of an assistant's turn. */
    private static boolean[] reasoning(AnnotatedExample example) {
        List<TokenView> tokens = example.tokens();
        boolean[] inside = new boolean[tokens.size()];
        for (int from = 0; from < inside.length; ) {
            int to = from + 1;
            while (to < inside.length && sameTurn(tokens.get(from), tokens.get(to))) {
                to++;
            }
            if (writesReasoning(tokens.get(from))) {
                for (TextRange block : blocks(example.text(), tokens.subList(from, to))) {
                    for (int t = from; t < to; t++) {
                        TokenView token = tokens.get(t);
                        inside[t] |= token.start() >= block.start() && token.end() <= block.end();
                    }
                }
            }
            from = to;
        }
        return inside;
    }

    /** An assistant does, and so may a document, which nobody says. */
    private static boolean writesReasoning(TokenView token) {
        return token.role().equals("assistant") || (token.message() < 0 && token.node() == null);
    }

    private static boolean sameTurn(TokenView a, TokenView b) {
        return a.message() == b.message() && a.role().equals(b.role());
    }

    private static List<TextRange> blocks(String text, List<TokenView> turn) {
        int start = turn.get(0).start();
        int end = turn.get(turn.size() - 1).end();
        List<TextRange> blocks = new ArrayList<>();
        for (List<String> marks : Reasoning.MARKS) {
            int at = start;
            while (at >= 0 && at < end) {
                int open = text.indexOf(marks.get(0), at);
                int close = text.indexOf(marks.get(1), at);
                boolean opens = open >= 0 && open < end && (close < 0 || open < close);
                boolean closes = close >= 0 && close < end;
                if (!opens && !closes) {
                    break;
                }
                // Without an opening mark, the beginning was cut off or the prompt wrote it.
                int from = opens ? open : firstSaid(turn, at);
                // Without a closing one, the end was cut off.
                int to = closes ? close + marks.get(1).length() : end;
                blocks.add(new TextRange(from, Math.max(from, to)));
                at = to;
            }
        }
        return blocks;
    }

    private static int firstSaid(List<TokenView> turn, int at) {
        return turn.stream()
                .filter(token -> token.start() >= at && fromMessage(token.origin()))
                .mapToInt(TokenView::start)
                .findFirst()
                .orElse(at);
    }
}
