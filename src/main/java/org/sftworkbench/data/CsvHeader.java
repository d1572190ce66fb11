package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.CsvRecord;
import org.sftworkbench.data.file.CsvRecords;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.Separator;

/** The first record of a CSV file, which names its columns. */
final class CsvHeader {
    private CsvHeader() {}

    /**
     * The names of the columns; an empty one where a column has none.
     *
     * @throws DataException where there is no usable header
     */
    static List<String> names(Path file, Separator separator, CsvRecords records)
            throws IOException {
        CsvRecord record = records.next().orElseThrow(() -> new DataException(file + ": is empty"));
        if (!record.problem().isEmpty()) {
            checkSeparator(file, separator);
            throw new DataException(file + ": in the header, " + record.problem());
        }
        List<String> header = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : record.fields()) {
            String name = field.strip();
            if (!name.isEmpty() && !seen.add(name)) {
                throw new DataException(
                        file
                                + ": the column "
                                + JsonText.listed(List.of(name))
                                + " stands twice in the header");
            }
            header.add(name);
        }
        return header;
    }

    /**
     * For a header that is of no use as it is read.
     *
     * @param expected what the file's fields should be parted by
     * @throws DataException where something else parts its names
     */
    static void checkSeparator(Path file, Separator expected) throws IOException {
        List<String> read = split(file, expected);
        Optional<Separator> other = Optional.empty();
        for (Separator separator : Separator.values()) {
            List<String> names = separator == expected ? List.of() : split(file, separator);
            if (isKnown(names)) {
                throw partedBy(file, separator, names, expected);
            }
            if (other.isEmpty() && read.size() <= 1 && names.size() > 1) {
                other = Optional.of(separator);
            }
        }
        if (other.isPresent()) {
            throw partedBy(file, other.get(), split(file, other.get()), expected);
        }
    }

    /** The names that there would be; none where the header could not be read so. */
    private static List<String> split(Path file, Separator separator) throws IOException {
        try (CsvRecords records = new CsvRecords(Files.newInputStream(file), separator)) {
            return records.next()
                    .filter(record -> record.problem().isEmpty())
                    .map(record -> record.fields().stream().map(String::strip).toList())
                    .orElse(List.of());
        }
    }

    private static boolean isKnown(List<String> names) {
        Map<String, String> columns = new LinkedHashMap<>();
        names.forEach(name -> columns.put(name, name));
        return names.size() > 1 && RowShape.of(columns).isPresent();
    }

    private static DataException partedBy(
            Path file, Separator found, List<String> names, Separator expected) {
        String header = String.join(String.valueOf(found.character()), names);
        String remedy =
                switch (found) {
                    case COMMA -> "; name it .csv";
                    case TAB -> "; save it with commas or name it .tsv";
                    default -> "; save it with " + expected.several();
                };
        return new DataException(
                file
                        + (expected == Separator.TAB
                                ? ": by its name a table with tab-separated names: "
                                : FileFormat.NO_CSV)
                        + "its header "
                        + header
                        + " is parted by "
                        + found.several()
                        + remedy);
    }
}
