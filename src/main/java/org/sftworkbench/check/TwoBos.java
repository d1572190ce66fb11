package org.sftworkbench.check;

import java.util.List;
import java.util.OptionalInt;
import org.sftworkbench.data.TokenView;

/** Two beginnings of sequence in a row, which no model has seen in pretraining. */
final class TwoBos implements RowCheck {
    @Override
    public String name() {
        return "two-bos";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        OptionalInt bos =
                row.setup()
                        .tokenizer()
                        .special()
                        .bos()
                        .map(row.setup().tokenizer()::idOf)
                        .orElse(OptionalInt.empty());
        List<TokenView> tokens = row.example().tokens();
        for (int t = 1; bos.isPresent() && t < tokens.size(); t++) {
            if (tokens.get(t).id() == bos.getAsInt() && tokens.get(t - 1).id() == bos.getAsInt()) {
                return List.of(
                        finding(
                                Severity.ERROR,
                                "two " + tokens.get(t).token() + " stand next to each other",
                                "let only the template write BOS, once: take it out of the content"
                                        + " and out of what the tokenizer adds",
                                row.place()
                                        .atMessage(tokens.get(t).message())
                                        .atTokens(t - 1, t + 1)
                                        .atTemplate(tokens.get(t).node())));
            }
        }
        return List.of();
    }
}
