package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.Dataset;
import org.sftworkbench.data.RowProblem;

/**
 * The data files in use, their rows one after another.
 *
 * @param datasets one per file
 */
record OpenData(List<Dataset> datasets) {
    static final OpenData NONE = new OpenData(List.of());

    OpenData {
        datasets = List.copyOf(datasets);
    }

    /** The well-formed rows of all files. */
    List<DataRow> rows() {
        return datasets.stream().flatMap(d -> d.rows().stream()).toList();
    }

    /** The name of the file, or how many there are. */
    String title() {
        return datasets.size() == 1 ? fileName(datasets.get(0).file()) : datasets.size() + " files";
    }

    /** The file that a row stands in; empty where it is none of these rows. */
    Optional<Path> file(DataRow row) {
        return datasets.stream()
                .filter(dataset -> dataset.rows().stream().anyMatch(each -> each == row))
                .findFirst()
                .map(Dataset::file);
    }

    /** Where a row stands, such as {@code alpaca.json, row 3}. */
    String place(DataRow row) {
        String number = "row " + row.number();
        return datasets.stream()
                .filter(dataset -> dataset.rows().stream().anyMatch(each -> each == row))
                .findFirst()
                .map(dataset -> fileName(dataset.file()) + ", " + number)
                .orElse(number);
    }

    /** Files, formats and numbers of rows, a line each. */
    String description() {
        return datasets.stream()
                .map(
                        d ->
                                fileName(d.file())
                                        + ": "
                                        + d.rows().size()
                                        + " rows, "
                                        + d.format()
                                        + "\n"
                                        + d.file())
                .collect(Collectors.joining("\n"));
    }

    /** The rows that could not be read, a line each; empty where all could. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        for (Dataset dataset : datasets) {
            for (RowProblem problem : dataset.problems()) {
                lines.add(
                        fileName(dataset.file())
                                + ", row "
                                + problem.number()
                                + " (line "
                                + problem.line()
                                + "): "
                                + problem.message());
            }
        }
        return lines;
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
