package org.sftworkbench.ui.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.check.Checker;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;
import org.sftworkbench.ui.common.words.Words;

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

    /** How many findings weigh so much; a note on what holds for every row is not this row's. */
    long count(Severity severity) {
        return findings.stream()
                .filter(f -> f.severity() == severity)
                .filter(f -> severity != Severity.NOTE || !f.place().isSetup())
                .count();
    }

    /** The worst that is counted; empty where all is well. */
    Optional<Severity> worst() {
        return Arrays.stream(Severity.values()).filter(each -> count(each) > 0).findFirst();
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
    String summary(Words words) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = count(severity);
            if (count > 0) {
                parts.add(counted(words, severity, count));
            }
        }
        return parts.isEmpty() ? words.say("all passed") : String.join(", ", parts);
    }

    private static String counted(Words words, Severity severity, long count) {
        boolean one = count == 1;
        return switch (severity) {
            case ERROR -> one ? words.say("1 error") : words.say("{0} errors", count);
            case WARNING -> one ? words.say("1 warning") : words.say("{0} warnings", count);
            case NOTE -> one ? words.say("1 note") : words.say("{0} notes", count);
        };
    }
}
