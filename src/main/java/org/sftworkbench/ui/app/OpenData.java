package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowProblem;

/**
 * The data files in use, with what has been found in them so far.
 *
 * @param opening counts the times that files were opened
 * @param files one after another
 * @param share how much of them has been read, from 0 to 1
 * @param complete whether nothing is left to read
 */
record OpenData(int opening, List<OpenFile> files, double share, boolean complete) {
    static final OpenData NONE = new OpenData(0, List.of(), 1, true);

    OpenData {
        files = List.copyOf(files);
    }

    /** How many well-formed rows there are. */
    int rows() {
        return files.stream().mapToInt(file -> file.rows().size()).sum();
    }

    /** How many rows could not be read. */
    int unreadable() {
        return files.stream().mapToInt(OpenFile::unreadable).sum();
    }

    /** The name of the file, or how many there are. */
    String title() {
        return files.size() == 1 ? files.get(0).name() : files.size() + " files";
    }

    /** Rows found, those that cannot be read, and how far reading is; for the header. */
    String figures() {
        String text = count(rows()) + (rows() == 1 ? " row" : " rows");
        if (unreadable() > 0) {
            text += ", " + count(unreadable()) + " unreadable";
        }
        return complete ? text : text + String.format(Locale.ROOT, ", %.0f %% read", 100 * share);
    }

    private Optional<OpenFile> of(DataRow row) {
        return files.stream().filter(file -> file.holds(row)).findFirst();
    }

    /** The file of a row, where it is one of these. */
    Optional<Path> file(DataRow row) {
        return of(row).map(OpenFile::file);
    }

    /** Where a row stands, such as {@code alpaca.json, row 3}. */
    String place(DataRow row) {
        String number = "row " + row.number();
        return of(row).map(file -> file.name() + ", " + number).orElse(number);
    }

    /** Files, formats and numbers of rows, a line each. */
    String description() {
        return files.stream()
                .map(
                        file ->
                                file.name()
                                        + ": "
                                        + count(file.rows().size())
                                        + " rows, "
                                        + file.format()
                                        + "\n"
                                        + file.file())
                .collect(Collectors.joining("\n"));
    }

    /** The first rows that could not be read, a line each; empty where all could. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        for (OpenFile file : files) {
            for (RowProblem problem : file.problems()) {
                lines.add(
                        file.name()
                                + ", row "
                                + problem.number()
                                + " (line "
                                + problem.line()
                                + "): "
                                + problem.message());
            }
            int more = file.unreadable() - file.problems().size();
            if (more > 0) {
                lines.add(file.name() + ": and " + count(more) + " more");
            }
        }
        return lines;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
