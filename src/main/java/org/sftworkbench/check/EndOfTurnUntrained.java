package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.TokenView;

/** Answers whose end is not learned: the model will not stop. */
final class EndOfTurnUntrained implements RowCheck {
    @Override
    public String name() {
        return "end-of-turn-untrained";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Turn> turns = row.trainedTurns();
        if (!row.masks() || turns.isEmpty()) {
            return List.of();
        }
        List<TokenView> tokens = row.example().tokens();
        List<Finding> findings = new ArrayList<>();
        long learned =
                turns.stream()
                        .filter(turn -> turn.endOfTurn() >= 0)
                        .filter(turn -> tokens.get(turn.endOfTurn()).trained())
                        .count();
        // One answer whose end is learned teaches the model to stop.
        Severity severity = learned == 0 ? Severity.ERROR : Severity.WARNING;
        for (Turn turn : turns) {
            Place place = row.place().atMessage(turn.message());
            if (turn.endOfTurn() < 0) {
                findings.add(
                        finding(
                                severity,
                                "no token ends the answer, so the model cannot learn to stop",
                                "let the template write an end-of-turn token that the tokenizer has"
                                        + " as one token, such as its EOS, after each answer",
                                place.atTokens(turn.end() - 1, turn.end())));
            } else if (!tokens.get(turn.endOfTurn()).trained()) {
                findings.add(
                        finding(
                                severity,
                                "the answer is trained, but "
                                        + tokens.get(turn.endOfTurn()).token()
                                        + " that ends it is not",
                                "train the end-of-turn token; put it inside the template's"
                                        + " {% generation %} block where that decides",
                                place.atTokens(turn.endOfTurn(), turn.endOfTurn() + 1)
                                        .atTemplate(tokens.get(turn.endOfTurn()).node())));
            }
        }
        return findings;
    }
}
