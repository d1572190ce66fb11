package org.sftworkbench.data.file;

import java.util.List;

/**
 * One record of a CSV file.
 *
 * @param line line of the file it starts at, from 1
 * @param at the byte it starts at, counted from where reading began
 * @param fields its fields, at least one
 * @param problem what is wrong with it, or the empty string
 */
public record CsvRecord(int line, long at, List<String> fields, String problem) {
    public CsvRecord {
        fields = List.copyOf(fields);
    }

    boolean blank() {
        return problem.isEmpty() && fields.size() == 1 && fields.get(0).isBlank();
    }
}
