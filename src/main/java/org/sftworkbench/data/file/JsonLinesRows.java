package org.sftworkbench.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;

/** Reads rows from JSON lines; a bad line spoils no other. */
public final class JsonLinesRows implements RowSource {
    private final JsonText json;
    private final LineReader lines;

    /** Opens a file at its first line. */
    public JsonLinesRows(Path file, JsonText json) throws IOException {
        this.json = json;
        this.lines = new LineReader(file);
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        return lines.next().map(line -> row(line, json));
    }

    /** The row that a line holds. */
    public static RawRow row(TextLine line, JsonText json) {
        try {
            return RawRow.of(line.number(), json.parse(line.text()), RowPlace.of(line.offset(), 0));
        } catch (MalformedRowException | NotUtf8Exception e) {
            return RawRow.malformed(
                    line.number(),
                    e.getMessage()
                            + "; expected one whole JSON object a line. The line starts at byte "
                            + line.offset()
                            + " of the file");
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
