package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.engine.RowOrigins;
import org.sftworkbench.run.RecordedData;

/**
 * The files that rows come from.
 *
 * @param of the file of a row, where it has one
 */
record RowSources(Function<DataRow, Optional<Path>> of) {
    /** Rows of no file. */
    static final RowSources NONE = new RowSources(row -> Optional.empty());

    /** The files with their checksums, in the rows' order. Reads files. */
    List<RecordedData.DataFile> files(List<DataRow> rows) {
        Map<Path, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> of.apply(row).ifPresent(file -> counts.merge(file, 1, Integer::sum)));
        List<RecordedData.DataFile> files = new ArrayList<>();
        counts.forEach((file, count) -> files.add(RecordedData.DataFile.of(file, count)));
        return files;
    }

    /** Where the rows stand; unknown where one is of no file. */
    RowOrigins origins(List<DataRow> rows) {
        List<Path> files = new ArrayList<>();
        int[] fileOf = new int[rows.size()];
        int[] rowOf = new int[rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            Optional<Path> file = of.apply(rows.get(r));
            if (file.isEmpty()) {
                return RowOrigins.UNKNOWN;
            }
            if (!files.contains(file.get())) {
                files.add(file.get());
            }
            fileOf[r] = files.indexOf(file.get());
            rowOf[r] = rows.get(r).number();
        }
        return new RowOrigins(files, fileOf, rowOf);
    }
}
