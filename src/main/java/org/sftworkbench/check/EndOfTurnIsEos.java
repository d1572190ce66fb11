package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What ends an answer in the template, in the tokenizer and in generation must be one token. */
final class EndOfTurnIsEos implements SetupCheck {
    @Override
    public String name() {
        return "end-of-turn-is-not-eos";
    }

    @Override
    public List<Finding> check(SetupUnderCheck setup) {
        OptionalInt eos =
                setup.tokenizer()
                        .special()
                        .eos()
                        .map(setup.tokenizer()::idOf)
                        .orElse(OptionalInt.empty());
        List<Integer> stops = setup.model().eosIds();
        List<Finding> findings = new ArrayList<>();
        if (setup.model().endless()) {
            findings.add(
                    finding(
                            Severity.WARNING,
                            "generation_config.json names no token that ends an answer, so that"
                                    + " generation ends only at its limit",
                            "put eos_token_id into generation_config.json: beside that file, the"
                                    + " one in config.json does not count"));
        }
        if (setup.endOfTurn().isPresent()) {
            int end = setup.endOfTurn().getAsInt();
            if (!stops.isEmpty() && !stops.contains(end)) {
                findings.add(
                        finding(
                                Severity.ERROR,
                                "the template ends an answer with "
                                        + setup.named(end)
                                        + ", but generation ends only at "
                                        + named(setup, stops),
                                "add "
                                        + end
                                        + " to eos_token_id in generation_config.json, or choose"
                                        + " the template the model was made with"));
            } else if (eos.isPresent() && eos.getAsInt() != end) {
                findings.add(
                        finding(
                                stops.isEmpty() ? Severity.WARNING : Severity.NOTE,
                                "the template ends an answer with "
                                        + setup.named(end)
                                        + ", the tokenizer's EOS is "
                                        + setup.named(eos.getAsInt()),
                                "see that generation ends at "
                                        + setup.named(end)
                                        + ": eos_token_id in generation_config.json"));
            }
        }
        if (eos.isPresent() && !stops.isEmpty() && !stops.contains(eos.getAsInt())) {
            findings.add(
                    finding(
                            Severity.WARNING,
                            "the tokenizer's EOS is "
                                    + setup.named(eos.getAsInt())
                                    + ", but generation ends at "
                                    + named(setup, stops),
                            "make eos_token in tokenizer_config.json and eos_token_id in"
                                    + " generation_config.json agree"));
        }
        return findings;
    }

    private static String named(SetupUnderCheck setup, List<Integer> ids) {
        return String.join(" and ", ids.stream().map(setup::named).toList());
    }
}
