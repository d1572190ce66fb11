package org.sftworkbench.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sftworkbench.data.mask.Reasoning;
import org.sftworkbench.data.mask.ReasoningMarks;
import org.sftworkbench.template.Origin;
import org.sftworkbench.template.TextRange;
import org.sftworkbench.tokenizer.Tokenizer;

/** Tells what each token of an example is there for. Immutable. */
public final class TokenKinds {
    /** A variable that the template gets from the tokenizer. */
    private static final Pattern SPECIAL_TOKEN = Pattern.compile("\\w+_token");

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
        } else if (reasoning || Reasoning.isSource(token.origin())) {
            return TokenKind.REASONING;
        }
        return token.special() || !fromMessage(token.origin())
                ? TokenKind.SCAFFOLDING
                : TokenKind.CONTENT;
    }

    /** A role's name comes from the data, but only says who speaks. */
    private static boolean fromMessage(Origin origin) {
        return origin instanceof Origin.Input input
                && !(input.message() < 0
                        ? SPECIAL_TOKEN.matcher(input.path()).matches()
                        : input.field().equals("role"));
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
        TextRange all = new TextRange(turn.get(0).start(), turn.get(turn.size() - 1).end());
        return ReasoningMarks.blocks(text, all, firstSaid(turn));
    }

    private static int firstSaid(List<TokenView> turn) {
        return turn.stream()
                .filter(token -> fromMessage(token.origin()))
                .mapToInt(TokenView::start)
                .findFirst()
                .orElse(turn.get(0).start());
    }
}
