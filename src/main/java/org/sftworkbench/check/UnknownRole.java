package org.sftworkbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A role that a template writes as it stands though no model knows it. */
final class UnknownRole implements RowCheck {
    private static final Set<String> KNOWN =
            Set.of("system", "developer", "user", "assistant", "tool", "function", "ipython");

    @Override
    public String name() {
        return "unknown-role";
    }

    @Override
    public List<Finding> check(RowUnderCheck row) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < row.conversation().messages().size(); i++) {
            String role = row.conversation().messages().get(i).role();
            if (!KNOWN.contains(role.toLowerCase(Locale.ROOT))) {
                findings.add(
                        finding(
                                Severity.WARNING,
                                "the role \"" + role + "\" is none that chat models know",
                                "rename it: human is user, gpt, bot and model are assistant",
                                row.place().atMessage(i)));
            }
        }
        return findings;
    }
}
