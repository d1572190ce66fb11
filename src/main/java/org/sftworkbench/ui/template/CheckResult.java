package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;

/**
 * What the checks have to say about what is in the editors.
 *
 * @param order what was checked
 * @param findings worst first
 * @param encoded whether it could be rendered and masked at all; else no other check was asked
 */
record CheckResult(RenderOrder order, List<Finding> findings, boolean encoded) {
    CheckResult {
        findings = List.copyOf(findings);
    }

    /** How many findings weigh so much. */
    long count(Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** The names of the checks that were asked and had nothing to say. */
    List<String> passed() {
        if (!encoded) {
            return List.of();
        }
        List<String> passed = new ArrayList<>(Checker.names());
        findings.forEach(finding -> passed.remove(finding.check()));
        return passed;
    }

    /** The counts in words, such as {@code 1 error, 2 warnings}. */
    String summary() {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = count(severity);
            if (count > 0) {
                parts.add(count + " " + severity.displayed() + (count == 1 ? "" : "s"));
            }
        }
        return parts.isEmpty() ? "all passed" : String.join(", ", parts);
    }
}
