package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sftworkbench.data.TokenView;

/** An empty reasoning block that the template writes into an answer without reasoning. */
final class ReasoningInjected implements RowCheck {
    static final String NAME = "empty-reasoning-injected";

    private static final String TRAINED = "and it is trained: the model learns not to reason";
    private static final Pattern EMPTY = Pattern.compile("<think>\\s*</think>");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<TokenView> tokens = row.example().tokens();
        List<Finding> findings = new ArrayList<>();
        for (Turn turn : row.turns()) {
            int from = tokens.get(turn.first()).start();
            Matcher block =
                    EMPTY.matcher(row.example().text())
                            .region(from, tokens.get(turn.end() - 1).end());
            if (block.find()) {
                int first = StraddlingToken.firstFrom(tokens, block.start());
                int end = StraddlingToken.firstFrom(tokens, block.end());
                if (first < end && !Turn.isWritten(tokens.get(first), turn.message())) {
                    findings.add(injected(row, turn, first, end));
                }
            }
        }
        return findings;
    }

    /** The same of every answer that the template does it to. */
    static Finding ofTemplate(Finding one) {
        return new Finding(
                one.severity(),
                NAME,
                "the template writes an empty reasoning block into answers without reasoning"
                        + (one.message().endsWith(TRAINED) ? ", " + TRAINED : ""),
                one.remedy().replace("give the row its reasoning", "give the rows their reasoning"),
                Place.SETUP.atTemplate(one.place().template()));
    }

    private Finding injected(RowUnderCheck row, Turn turn, int first, int end) {
        boolean trained = row.example().tokens().get(first).trained();
        return finding(
                Severity.NOTE,
                "the template writes an empty reasoning block into this answer"
                        + (trained ? ", " + TRAINED : ""),
                trained
                        ? "set enable_thinking=false to leave it to the prompt, or give the row its"
                                + " reasoning"
                        : "nothing, where the model is to answer without reasoning",
                row.place()
                        .atMessage(turn.message())
                        .atTokens(first, end)
                        .atTemplate(row.example().tokens().get(first).node()));
    }
}
