package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.ui.common.words.Words;

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
    String title(Words words) {
        return files.size() == 1
                ? files.get(0).name()
                : words.say("{0} files", count(files.size()));
    }

    /** How many rows cannot be read; empty for none. */
    String unreadable(Words words) {
        return unreadable() == 0 ? "" : words.say("{0} unreadable", count(unreadable()));
    }

    /** The columns of the first row that is of no known kind; none where there is none. */
    List<String> unknownColumns() {
        return files.stream()
                .flatMap(file -> file.problems().stream())
                .map(RowProblem::unknownColumns)
                .filter(columns -> !columns.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Rows found, and how far reading is; for the header. */
    String figures(Words words) {
        String text = rows(words, rows());
        return complete
                ? text
                : words.say(
                        "{0}, {1} % read", text, String.format(Locale.ROOT, "%.0f", 100 * share));
    }

    private static String rows(Words words, int number) {
        return number == 1 ? words.say("1 row") : words.say("{0} rows", count(number));
    }

    private Optional<OpenFile> of(DataRow row) {
        return files.stream().filter(file -> file.holds(row)).findFirst();
    }

    /** The file of a row, where it is one of these. */
    Optional<Path> file(DataRow row) {
        return of(row).map(OpenFile::file);
    }

    /** Where a row stands, in English, such as {@code alpaca.json, row 3}. */
    String place(DataRow row) {
        return of(row).map(file -> Words.original("{0}, row {1}", file.name(), row.number()))
                .orElseGet(() -> Words.original("row {0}", row.number()));
    }

    /** Files, formats and numbers of rows, a line each. */
    String description(Words words) {
        return files.stream()
                .map(
                        file ->
                                words.say(
                                        "{0}: {1}, {2}\n{3}",
                                        file.name(),
                                        rows(words, file.rows().size()),
                                        file.format(),
                                        file.file()))
                .collect(Collectors.joining("\n"));
    }

    /** The first rows that could not be read, a line each, in English; empty where all could. */
    List<String> problems() {
        List<String> lines = new ArrayList<>();
        for (OpenFile file : files) {
            for (RowProblem problem : file.problems()) {
                lines.add(
                        Words.original(
                                "{0}, row {1} (line {2}): {3}",
                                file.name(), problem.number(), problem.line(), problem.message()));
            }
            int more = file.unreadable() - file.problems().size();
            if (more > 0) {
                lines.add(Words.original("{0}: and {1} more", file.name(), count(more)));
            }
        }
        return lines;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
