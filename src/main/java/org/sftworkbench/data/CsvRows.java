package org.sftworkbench.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads rows from CSV with a header; a cell of messages or tools holds JSON. */
final class CsvRows implements RowSource {
    @Override
    public void read(Path file, RowCollector rows) throws IOException {
        try (Reader reader = new BufferedReader(new Utf8Reader(Files.newInputStream(file)))) {
            CsvRecords records = new CsvRecords(reader);
            List<String> header = header(file, records);
            rows.expect(shape(file, header));
            readRows(records, header, rows);
        }
    }

    private static List<String> header(Path file, CsvRecords records) throws IOException {
        CsvRecord record;
        try {
            record = records.next().orElseThrow(() -> new DataException(file + ": is empty"));
        } catch (NotUtf8Exception e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
        if (!record.problem().isEmpty()) {
            throw new DataException(file + ": in the header, " + record.problem());
        }
        List<String> header = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : record.fields()) {
            String name = field.strip();
            if (!name.isEmpty() && !seen.add(name)) {
                throw new DataException(
                        file + ": the column " + name + " stands twice in the header");
            }
            header.add(name);
        }
        return header;
    }

    private static RowShape shape(Path file, List<String> header) {
        Map<String, String> columns = new LinkedHashMap<>();
        header.forEach(name -> columns.put(name, name));
        return RowShape.of(columns)
                .orElseThrow(
                        () ->
                                new DataException(
                                        file
                                                + ": not a list of rows in JSON, not JSON lines, and"
                                                + " as CSV with a header of comma-separated names: "
                                                + RowShape.unknown(columns)));
    }

    private static void readRows(CsvRecords records, List<String> header, RowCollector rows)
            throws IOException {
        try {
            Optional<CsvRecord> record = records.next();
            while (record.isPresent()) {
                row(record.get(), header, rows);
                record = records.next();
            }
        } catch (NotUtf8Exception e) {
            rows.malformed(records.line(), e.getMessage() + ". What follows could not be read");
        }
    }

    private static void row(CsvRecord record, List<String> header, RowCollector rows) {
        List<String> fields = record.fields();
        if (!record.problem().isEmpty()) {
            rows.malformed(record.line(), record.problem());
            return;
        }
        int named = header.size();
        boolean surplus =
                fields.size() > named
                        && fields.subList(named, fields.size()).stream()
                                .anyMatch(f -> !f.isEmpty());
        if (fields.size() < named || surplus) {
            rows.malformed(
                    record.line(),
                    "the row has "
                            + fields.size()
                            + " fields; expected "
                            + named
                            + " as in the header ("
                            + String.join(", ", header)
                            + "): fields with commas must be quoted");
            return;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < named; i++) {
            if (!header.get(i).isEmpty()) {
                row.put(header.get(i), fields.get(i));
            }
        }
        rows.row(record.line(), row);
    }
}
