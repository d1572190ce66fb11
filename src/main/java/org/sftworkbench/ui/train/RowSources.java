package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sftworkbench.data.ColumnMapping;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.RowOrigins;
import org.sftworkbench.engine.RowPlaces;
import org.sftworkbench.run.RecordedData;

/**
 * The files that rows come from.
 *
 * @param of the file of a row, where it has one
 * @param columns that were read in place of the known ones
 * @param changed whether a file is another by now than that which the rows were read from
 */
record RowSources(
        Function<DataRow, Optional<Path>> of, ColumnMapping columns, Predicate<Path> changed) {
    /** Rows of no file. */
    static final RowSources NONE =
            new RowSources(row -> Optional.empty(), ColumnMapping.NONE, file -> false);

    /**
     * The files with their checksums, in the rows' order; of one that has changed since its rows
     * were read, the checksum is not known. Reads files.
     */
    List<RecordedData.DataFile> files(List<DataRow> rows) {
        return places(rows).files().stream()
                .map(
                        file ->
                                changed.test(Path.of(file.path()))
                                        ? new RecordedData.DataFile(file.path(), file.rows(), "")
                                        : file)
                .toList();
    }

    /** Where the rows stand; unknown where one is of no file. */
    RowOrigins origins(List<DataRow> rows) {
        RowOrigins origins = places(rows).origins();
        return origins.rowOf().length < rows.size() ? RowOrigins.UNKNOWN : origins;
    }

    private RowPlaces places(List<DataRow> rows) {
        RowPlaces places = new RowPlaces();
        rows.forEach(row -> of.apply(row).ifPresent(file -> places.add(file, row.number())));
        return places;
    }
}
