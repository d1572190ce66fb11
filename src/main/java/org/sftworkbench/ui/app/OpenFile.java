package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowProblem;

/**
 * What has been found in a data file so far.
 *
 * @param format the detected format, such as {@code Alpaca (JSON)}
 * @param rows well-formed rows, in order
 * @param problems the first rows that could not be read
 * @param unreadable how many could not be read in all
 */
record OpenFile(
        Path file, String format, List<DataRow> rows, List<RowProblem> problems, int unreadable) {
    OpenFile {
        rows = Collections.unmodifiableList(rows);
        problems = List.copyOf(problems);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Whether a row stands in this file. */
    boolean holds(DataRow row) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int number = rows.get(middle).number();
            if (number == row.number()) {
                return rows.get(middle) == row;
            }
            if (number < row.number()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
