package org.sftworkbench.cli;

import java.util.List;
import java.util.Optional;
import org.sftworkbench.check.Finding;
import org.sftworkbench.check.Place;
import org.sftworkbench.check.RowFindings;
import org.sftworkbench.check.Severity;
import org.sftworkbench.data.RowProblem;

/** A row that could not even be read, as a finding. */
final class UnreadableRow {
    private UnreadableRow() {}

    static RowFindings of(RowProblem problem) {
        return new RowFindings(
                List.of(
                        new Finding(
                                Severity.ERROR,
                                "unreadable-row",
                                "line " + problem.line() + ": " + problem.message(),
                                problem.unknownColumns().isEmpty()
                                        ? "mend the row in the file, or take it out"
                                        : "say with --columns which of its columns is which, or take the"
                                                + " row out",
                                Place.row(problem.number()))),
                Optional.empty());
    }
}
