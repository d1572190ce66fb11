package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.TokenView;

/**
 * A token half of which chat sends and half of which the model would have to write: in chat it
 * cannot come about.
 */
final class StraddlingToken implements RowCheck {
    @Override
    public String name() {
        return "token-straddles-edge";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Finding> findings = new ArrayList<>();
        for (Turn turn : row.masks() ? row.trainedTurns() : List.<Turn>of()) {
            Optional<String> prompt = row.promptText(turn.message());
            if (prompt.isPresent() && row.example().text().startsWith(prompt.get())) {
                int edge = prompt.get().length();
                int token = firstFrom(row.example().tokens(), edge) - 1;
                if (token >= 0 && row.example().tokens().get(token).end() > edge) {
                    findings.add(straddles(row, turn, token, edge));
                }
            }
        }
        return findings;
    }

    private Finding straddles(RowUnderCheck row, Turn turn, int at, int edge) {
        TokenView token = row.example().tokens().get(at);
        return finding(
                Severity.WARNING,
                "the token \""
                        + token.text().replace("\n", "\\n")
                        + "\" stands on both sides of the answer's start: chat sends only "
                        + (edge - token.start())
                        + " of its characters",
                "strip white space from the start of the answer, or let the prompt end where a token"
                        + " ends",
                row.place()
                        .atMessage(turn.message())
                        .atTokens(at, at + 1)
                        .atTemplate(token.node()));
    }

    /**
     * Index of the first token that starts at or after a character; their count where none does.
     */
    static int firstFrom(List<TokenView> tokens, int character) {
        int t = 0;
        while (t < tokens.size() && tokens.get(t).start() < character) {
            t++;
        }
        return t;
    }
}
