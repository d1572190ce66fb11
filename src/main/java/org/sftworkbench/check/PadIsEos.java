package org.sftworkbench.check;

import java.util.List;
import java.util.Optional;

/**
 * A padding token that also ends answers: who masks padding by id masks the end of every answer.
 */
final class PadIsEos implements SetupCheck {
    @Override
    public String name() {
        return "pad-is-eos";
    }

    @Override
    public List<Finding> check(SetupUnderCheck setup) {
        Optional<String> pad = setup.tokenizer().special().pad();
        if (pad.isEmpty()) {
            return List.of();
        }
        boolean isEos = pad.equals(setup.tokenizer().special().eos());
        boolean endsTurns =
                setup.endOfTurn().isPresent()
                        && setup.endOfTurn().equals(setup.tokenizer().idOf(pad.get()));
        if (!isEos && !endsTurns) {
            return List.of();
        }
        return List.of(
                finding(
                        Severity.WARNING,
                        "the padding token "
                                + pad.get()
                                + (isEos ? " is also EOS" : " also ends the answers"),
                        "set pad_token in tokenizer_config.json to a token of its own: a trainer"
                                + " that masks padding by its id would never train the end of an"
                                + " answer"));
    }
}
