package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.TokenView;
import org.sftworkbench.template.Origin;

/** Text of a message that the tokenizer takes for a special token. */
final class SpecialTokenInContent implements RowCheck {
    @Override
    public String name() {
        return "special-token-in-content";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<TokenView> tokens = row.example().tokens();
        List<Finding> findings = new ArrayList<>();
        for (int t = 0; t < tokens.size(); t++) {
            TokenView token = tokens.get(t);
            if (token.special()
                    && token.origin() instanceof Origin.Input input
                    && input.message() >= 0) {
                findings.add(
                        finding(
                                Severity.WARNING,
                                input.path()
                                        + " says "
                                        + token.text()
                                        + ", which becomes a special token",
                                "take it out of the text, or write it so that it is no special"
                                        + " token, such as with a space inside: as it stands it ends"
                                        + " or opens a turn in the middle of the message",
                                row.place()
                                        .atMessage(input.message())
                                        .atTokens(t, t + 1)
                                        .atTemplate(token.node())));
            }
        }
        return findings;
    }
}
