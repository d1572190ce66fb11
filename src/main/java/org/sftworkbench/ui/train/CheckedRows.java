package org.sftworkbench.ui.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.ui.common.words.Words;

/**
 * What the checks have to say about a setup and its rows before a run.
 *
 * @param findings errors and warnings, the worst first; of each check the first and how many
 */
record CheckedRows(List<Group> findings) {
    /**
     * The findings of one check.
     *
     * @param first of them
     * @param row where it is; null where it is about the setup
     * @param count how many
     */
    record Group(Finding first, DataRow row, int count) {
        /** In English, with the place and what to do. */
        String told(Function<DataRow, String> places) {
            String where = row == null ? "" : places.apply(row) + ": ";
            String remedy = first.remedy();
            return where
                    + first.message()
                    + (remedy.isEmpty()
                            ? ""
                            : ". " + Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1))
                    + "."
                    + (count > 1 ? " " + Words.original("This was found {0} times.", count) : "");
        }
    }

    /** A finding and where it is. */
    record Found(Finding finding, DataRow row) {}

    CheckedRows {
        findings = List.copyOf(findings);
    }

    static CheckedRows of(List<Found> all) {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Found found : all) {
            groups.merge(
                    found.finding().severity() + found.finding().check(),
                    new Group(found.finding(), found.row(), 1),
                    (group, more) -> new Group(group.first(), group.row(), group.count() + 1));
        }
        return new CheckedRows(
                groups.values().stream()
                        .filter(group -> group.first().severity() != Severity.NOTE)
                        .sorted((a, b) -> a.first().severity().compareTo(b.first().severity()))
                        .toList());
    }

    boolean isClean() {
        return findings.isEmpty();
    }

    /** Whether a run would go wrong. */
    boolean hasErrors() {
        return findings.stream().anyMatch(group -> group.first().severity() == Severity.ERROR);
    }

    /** All of them, a line each. */
    String told(Function<DataRow, String> places) {
        return findings.stream().map(group -> group.told(places)).collect(Collectors.joining("\n"));
    }
}
