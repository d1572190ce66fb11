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
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.file.CsvRecords;
import org.sftworkbench.data.file.JsonLinesRows;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.LineReader;
import org.sftworkbench.data.file.RawRow;
import org.sftworkbench.data.file.RowPlace;
import org.sftworkbench.data.file.RowRereader;
import org.sftworkbench.data.file.Separator;
import org.sftworkbench.data.file.TextRows;
import org.sftworkbench.data.file.Utf8Reader;

/** Reads rows of a text file again, each from the byte it starts at. */
final class TextRereader implements RowRereader {
    private final Path file;
    private final FileFormat format;
    private final JsonText json;
    private final List<String> header;

    /**
     * @param header the columns of CSV or TSV; empty for other formats
     */
    TextRereader(Path file, FileFormat format, JsonText json, List<String> header) {
        this.file = file;
        this.format = format;
        this.json = json;
        this.header = header;
    }

    @Override
    public Optional<RawRow> read(int number, long place) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long from = RowPlace.bytes(place);
            channel.position(from);
            return raw(Channels.newInputStream(channel), from, RowPlace.characters(place));
        }
    }

    private Optional<RawRow> raw(InputStream in, long from, long skipped) throws IOException {
        if (format == FileFormat.JSON_LINES) {
            return new LineReader(in, from).next().map(line -> JsonLinesRows.row(line, json));
        }
        if (format == FileFormat.TEXT) {
            return new LineReader(in, from).next().map(TextRows::row);
        }
        if (format == FileFormat.CSV || format == FileFormat.TSV) {
            Separator separator = format.separator();
            return new CsvRecords(in, separator, from)
                    .next()
                    .map(record -> CsvRows.row(record, header, separator, RowPlace.UNKNOWN));
        }
        Reader reader = new BufferedReader(new Utf8Reader(in, from));
        for (long left = skipped; left > 0; ) {
            left -= reader.skip(left);
        }
        JsonParser parser = json.parser(reader);
        parser.nextToken();
        return Optional.of(RawRow.of(0, json.value(parser), RowPlace.UNKNOWN));
    }
}
