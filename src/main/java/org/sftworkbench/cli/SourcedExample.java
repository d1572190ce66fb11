package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.engine.RowPlaces;

/**
 * A labelled example and where it was read from.
 *
 * @param file the data or ids file
 * @param row row of the file, from 1
 * @param line line of the file, from 1; 0 where not known
 * @param example ids and mask
 */
record SourcedExample(Path file, int row, int line, LabelledExample example) {
    /**
     * Where rows stand.
     *
     * @param given files they were read from, in their order
     */
    static RowPlaces places(List<Path> given, List<SourcedExample> rows) {
        RowPlaces places = new RowPlaces(given);
        rows.forEach(row -> places.add(row.file(), row.row()));
        return places;
    }

    /** Says what is wrong with this row. */
    String problem(String message) {
        return line > 0
                ? RowReport.describe(file, new RowProblem(row, line, message))
                : file + ": row " + row + ": " + message;
    }
}
