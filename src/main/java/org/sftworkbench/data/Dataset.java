package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a data file.
 *
 * @param file where they were read from
 * @param format the detected format, such as {@code Alpaca (JSON)}
 * @param rows well-formed rows, in order
 * @param problems rows that could not be read; never silently dropped
 */
public record Dataset(Path file, String format, List<DataRow> rows, List<RowProblem> problems) {
    public Dataset {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
