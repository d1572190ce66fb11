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

/** Reads rows from CSV with a header; a cell of messages or tools holds JSON. */
final class CsvRows implements RowSource {
    private final CsvRecords records;
    private final List<String> header;

    /**
     * @throws DataException where there is no usable header
     */
    CsvRows(Path file) throws IOException {
        this.records = new CsvRecords(Files.newInputStream(file));
        try {
            this.header = header(file, records);
        } catch (IOException | DataException e) {
            records.close();
            throw e;
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(header);
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        return records.next().map(record -> row(record, header, RowPlace.of(record.at(), 0)));
    }

    private static List<String> header(Path file, CsvRecords records) throws IOException {
        CsvRecord record = records.next().orElseThrow(() -> new DataException(file + ": is empty"));
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

    /** The row that a record holds. */
    static RawRow row(CsvRecord record, List<String> header, long place) {
        List<String> fields = record.fields();
        if (!record.problem().isEmpty()) {
            return RawRow.malformed(record.line(), record.problem());
        }
        int named = header.size();
        boolean surplus =
                fields.size() > named
                        && fields.subList(named, fields.size()).stream()
                                .anyMatch(f -> !f.isEmpty());
        if (fields.size() < named || surplus) {
            return RawRow.malformed(
                    record.line(),
                    "the row has "
                            + fields.size()
                            + " fields; expected "
                            + named
                            + " as in the header ("
                            + String.join(", ", header)
                            + "): fields with commas must be quoted");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < named; i++) {
            if (!header.get(i).isEmpty()) {
                row.put(header.get(i), fields.get(i));
            }
        }
        return RawRow.of(record.line(), row, place);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
