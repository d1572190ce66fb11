package org.sftworkbench.check;

import java.util.List;
import org.sftworkbench.data.TokenView;

/** A row that is longer than the limit, and what cutting it would take away. */
final class Truncation implements RowCheck {
    @Override
    public String name() {
        return "too-long";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        int limit = row.setup().maxLength();
        List<TokenView> tokens = row.example().tokens();
        if (limit <= 0 || tokens.size() <= limit) {
            return List.of();
        }
        long kept = tokens.subList(0, limit).stream().filter(TokenView::trained).count();
        long lost = tokens.subList(limit, tokens.size()).stream().filter(TokenView::trained).count();
        boolean cutsEnd = row.trainedTurns().stream().anyMatch(turn -> turn.endOfTurn() >= limit);
        String consequence;
        if (kept == 0) {
            consequence = "cutting it removes every trained token";
        } else if (cutsEnd) {
            consequence = "cutting it removes " + lost + " trained tokens and the end of the answer";
        } else {
            consequence = "cutting it removes " + lost + " trained tokens";
        }
        return List.of(
                finding(
                        kept == 0 ? Severity.ERROR : Severity.WARNING,
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
}
