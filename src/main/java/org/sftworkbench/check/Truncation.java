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
        if (!row.setup().isTooLong(tokens.size())) {
            return List.of();
        }
        LongRows fate = row.setup().longRows();
        int first = fate.firstKept(tokens.size(), limit);
        // Nothing predicts the first token that is kept.
        long kept = trained(tokens.subList(first + 1, first + limit));
        int cutFrom = first > 0 ? 0 : limit;
        int cutTo = first > 0 ? first : tokens.size();
        long lost = trained(tokens.subList(cutFrom, cutTo));
        boolean cutsEnd =
                first == 0
                        && row.trainedTurns().stream().anyMatch(turn -> turn.endOfTurn() >= limit);
        String name = kept == 0 ? REMOVES_ANSWER : cutsEnd ? REMOVES_END : TOO_LONG;
        String consequence =
                switch (name) {
                    case REMOVES_ANSWER -> " removes every trained token";
                    case REMOVES_END ->
                            " removes " + lost + " trained tokens and the end of the answer";
                    default -> " removes " + lost + " trained tokens";
                };
        return List.of(
                new Finding(
                        kept == 0 ? Severity.ERROR : Severity.WARNING,
                        name,
                        tokens.size() + " tokens, more than " + limit + told(fate) + consequence,
                        "raise the limit, or shorten or split the row",
                        row.place()
                                .atMessage(tokens.get(cutFrom).message())
                                .atTokens(cutFrom, cutTo)));
    }

    private static String told(LongRows fate) {
        return switch (fate) {
            case LEFT_OUT -> ": this program leaves the row out, others cut it; cutting it";
            case KEEP_START -> ": the row is cut, which";
            case KEEP_END -> ": the start of the row is cut off, which";
        };
    }

    private static long trained(List<TokenView> tokens) {
        return tokens.stream().filter(TokenView::trained).count();
    }
}
