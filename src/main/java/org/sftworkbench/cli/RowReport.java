package org.sftworkbench.cli;

import java.nio.file.Path;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.cli.console.Counted;
import org.sftworkbench.data.RowProblem;

/** Names each row that cannot be used on the error stream, and counts them. */
final class RowReport {
    private final Console console;
    private int count;

    RowReport(Console console) {
        this.console = console;
    }

    void add(Path file, RowProblem problem) {
        count++;
        console.remark(describe(file, problem));
    }

    void add(SourcedExample row, String message) {
        count++;
        console.remark(row.problem(message));
    }

    /** Tells what is worth knowing of a file whose rows can be used. */
    void remark(Path file, String message) {
        console.remark(file + ": " + message);
    }

    /** Where a row stands and what is wrong with it. */
    static String describe(Path file, RowProblem problem) {
        return file
                + ": row "
                + problem.number()
                + ", line "
                + problem.line()
                + ": "
                + problem.message();
    }

    int count() {
        return count;
    }

    /**
     * Sums up, where there is something to sum up.
     *
     * @param used rows that could be used
     */
    void conclude(int used, String consequence) {
        if (count > 0) {
            console.remark(
                    count
                            + " of "
                            + Counted.of(used + count, "row")
                            + (count == 1 ? " is " : " are ")
                            + consequence
                            + ", as named above.");
        }
    }
}
