package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.tokenizer.SpecialTokens;

/** A special token of the configuration that the tokenizer does not know as one token. */
final class NamedTokenSplits implements SetupCheck {
    @Override
    public String name() {
        return "special-token-splits";
    }

    @Override
    public List<Finding> check(SetupUnderCheck setup) {
        SpecialTokens special = setup.tokenizer().special();
        Map<String, Optional<String>> roles = new LinkedHashMap<>();
        roles.put("bos_token", special.bos());
        roles.put("eos_token", special.eos());
        roles.put("pad_token", special.pad());
        roles.put("unk_token", special.unk());
        List<Finding> findings = new ArrayList<>();
        roles.forEach(
                (role, token) ->
                        // An empty one is none.
                        token.filter(t -> !t.isEmpty())
                                .filter(t -> setup.tokenizer().encode(t).length() != 1)
                                .ifPresent(t -> findings.add(split(setup, role, t))));
        return findings;
    }

    private Finding split(SetupUnderCheck setup, String role, String token) {
        return finding(
                role.equals("eos_token") ? Severity.ERROR : Severity.WARNING,
                role
                        + " is "
                        + token
                        + ", which becomes "
                        + setup.tokenizer().encode(token).length()
                        + " ids",
                "add "
                        + token
                        + " to added_tokens in tokenizer.json, or name a token the tokenizer has");
    }
}
