package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.CsvRecord;
import org.sftworkbench.data.file.CsvRecords;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.RawRow;
import org.sftworkbench.data.file.RowPlace;
import org.sftworkbench.data.file.RowSource;
import org.sftworkbench.data.file.Separator;

/** Reads rows from CSV or TSV with a header; a cell of messages or tools holds JSON. */
final class CsvRows implements RowSource {
    private final CsvRecords records;
    private final List<String> header;
    private final Separator separator;

    /**
     * @param separator what parts the fields
     * @throws DataException where there is no usable header
     */
    CsvRows(Path file, Separator separator) throws IOException {
        this.separator = separator;
        this.records = new CsvRecords(Files.newInputStream(file), separator);
        try {
            this.header = CsvHeader.names(file, separator, records);
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
        return records.next()
                .map(record -> row(record, header, separator, RowPlace.of(record.at(), 0)));
    }

    /** The row that a record holds. */
    static RawRow row(CsvRecord record, List<String> header, Separator separator, long place) {
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
                            + JsonText.listed(header)
                            + "): fields with "
                            + separator.several()
                            + " must be quoted");
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
