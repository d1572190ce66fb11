package org.sftworkbench.data;

import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single rows of a file again, each from its place. Thread-safe. */
final class RowLookup {
    /** Rows that were read last: what a pane asks for, it asks for again at once. */
    private static final int KEPT = 32;

    private final Path file;
    private final FileFormat format;
    private final JsonText json;
    private final List<String> header;
    private final RowInterpreter interpreter;
    private final long size;
    private final FileTime changed;
    private final Map<Integer, DataRow> kept =
            new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, DataRow> eldest) {
                    return size() > KEPT;
                }
            };

    /**
     * @param header the columns of CSV; empty for other formats
     * @param interpreter knows the shape of the file's rows
     */
    RowLookup(
            Path file,
            FileFormat format,
            JsonText json,
            List<String> header,
            RowInterpreter interpreter)
            throws IOException {
        this.file = file;
        this.format = format;
        this.json = json;
        this.header = header;
        this.interpreter = interpreter;
        this.size = Files.size(file);
        this.changed = Files.getLastModifiedTime(file);
    }

    Path file() {
        return file;
    }

    /**
     * @throws DataException where the file has changed or can no longer be read
     */
    synchronized DataRow row(int number, int line, long place) {
        DataRow known = kept.get(number);
        if (known == null) {
            known = read(number, line, place);
            kept.put(number, known);
        }
        return known;
    }

    private DataRow read(int number, int line, long place) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() != size || !Files.getLastModifiedTime(file).equals(changed)) {
                throw gone(number, "the file has changed since it was opened");
            }
            channel.position(RowPlace.bytes(place));
            Optional<RawRow> raw =
                    raw(Channels.newInputStream(channel), RowPlace.characters(place));
            if (raw.isPresent()
                    && interpreter.read(number, at(line, raw.get())) instanceof DataRow row) {
                return row;
            }
            throw gone(number, "the file has changed since it was opened");
        } catch (IOException e) {
            throw gone(number, "it cannot be read: " + e.getMessage());
        }
    }

    private Optional<RawRow> raw(InputStream in, long skipped) throws IOException {
        if (format == FileFormat.JSON_LINES) {
            return new LineReader(in).next().map(line -> JsonLinesRows.row(line, json));
        }
        if (format == FileFormat.TEXT) {
            return new LineReader(in).next().map(TextRows::row);
        }
        Reader reader = new BufferedReader(new Utf8Reader(in));
        for (long left = skipped; left > 0; ) {
            left -= reader.skip(left);
        }
        if (format == FileFormat.CSV) {
            return new CsvRecords(reader)
                    .next()
                    .map(record -> CsvRows.row(record, header, RowPlace.UNKNOWN));
        }
        JsonParser parser = json.parser(reader);
        parser.nextToken();
        return Optional.of(RawRow.of(0, json.value(parser), RowPlace.UNKNOWN));
    }

    private static RawRow at(int line, RawRow raw) {
        return new RawRow(line, raw.value(), raw.problem(), raw.place());
    }

    private DataException gone(int number, String why) {
        return new DataException(
                file + ": row " + number + " cannot be read again: " + why + "; open it once more");
    }
}
