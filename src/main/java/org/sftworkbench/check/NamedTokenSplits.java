package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.tokenizer.SpecialTokens;

/**
 * A special token of the configuration that the tokenizer does not know as one token, or only
 * because the configuration names it.
 */
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
        // An empty one is none.
        roles.forEach(
                (role, token) ->
                        token.filter(t -> !t.isEmpty())
                                .flatMap(t -> finding(setup, role, t))
                                .ifPresent(findings::add));
        return findings;
    }

    private Optional<Finding> finding(SetupUnderCheck setup, String role, String token) {
        int[] ids = setup.tokenizer().encode(token).ids();
        if (ids.length != 1) {
            return Optional.of(split(role, token, ids.length));
        }
        return setup.tokenizer().isNew(ids[0])
                ? Optional.of(isNew(setup, role, token, ids[0]))
                : Optional.empty();
    }

    private Finding split(String role, String token, int ids) {
        return finding(
                role.equals("eos_token") ? Severity.ERROR : Severity.WARNING,
                role + " is " + token + ", which becomes " + ids + " ids",
                "add "
                        + token
                        + " to added_tokens in tokenizer.json, or name a token the tokenizer has");
    }

    private Finding isNew(SetupUnderCheck setup, String role, String token, int id) {
        boolean hasRow = id < setup.model().embeddingRows();
        return finding(
                role.equals("eos_token") && !hasRow ? Severity.ERROR : Severity.WARNING,
                role
                        + " is "
                        + token
                        + ", which tokenizer.json does not have; as in transformers it becomes a"
                        + " new token with the id "
                        + id,
                "name a token the tokenizer has, or make sure that the model's embedding has a row"
                        + " for the new one, which it has yet to learn");
    }
}
