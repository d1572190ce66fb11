package org.sftworkbench.check;

import java.util.List;
import org.sftworkbench.data.TokenView;

/**
 * A row that is longer than the limit, and what cutting it would take away; each consequence under
 * a name of its own, so that they are counted apart.
 */
final class Truncation implements RowCheck {
    /** Cutting leaves nothing to learn from. */
    static final String REMOVES_ANSWER = "cut-removes-answer";

    /** Cutting leaves an answer that does not end. */
    static final String REMOVES_END = "cut-removes-end-of-turn";

    /** Nothing that is trained is cut, or only the middle of it. */
    static final String TOO_LONG = "too-long";

    @Override
    public String name() {
        return TOO_LONG;
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        int limit = row.setup().maxLength();
        List<TokenView> tokens = row.example().tokens();
        if (limit <= 0 || tokens.size() <= limit) {
            return List.of();
        }
        long kept = trained(tokens.subList(0, limit));
        long lost = trained(tokens.subList(limit, tokens.size()));
        boolean cutsEnd = row.trainedTurns().stream().anyMatch(turn -> turn.endOfTurn() >= limit);
        String name = kept == 0 ? REMOVES_ANSWER : cutsEnd ? REMOVES_END : TOO_LONG;
        String consequence =
                switch (name) {
                    case REMOVES_ANSWER -> "cutting it removes every trained token";
                    case REMOVES_END ->
                            "cutting it removes "
                                    + lost
                                    + " trained tokens and the end of the answer";
                    default -> "cutting it removes " + lost + " trained tokens";
                };
        return List.of(
                new Finding(
                        kept == 0 ? Severity.ERROR : Severity.WARNING,
                        name,
                        tokens.size()
                                + " tokens, more than "
                                + limit
                                + ": this program leaves the row out, others cut it; "
                                + consequence,
                        "raise the limit, or shorten or split the row",
                        row.place()
                                .atMessage(tokens.get(limit).message())
                                .atTokens(limit, tokens.size())));
    }

    private static long trained(List<TokenView> tokens) {
        return tokens.stream().filter(TokenView::trained).count();
    }
}
