package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads rows from JSON lines; a bad line spoils no other. */
final class JsonLinesRows implements RowSource {
    private final JsonText json;

    JsonLinesRows(JsonText json) {
        this.json = json;
    }

    @Override
    public void read(Path file, RowCollector rows) throws IOException {
        try (LineReader lines = new LineReader(file)) {
            Optional<TextLine> line = lines.next();
            while (line.isPresent()) {
                row(line.get(), rows);
                line = lines.next();
            }
        }
    }

    private void row(TextLine line, RowCollector rows) {
        Object value;
        try {
            value = json.parse(line.text());
        } catch (MalformedRowException | NotUtf8Exception e) {
            rows.malformed(
                    line.number(), e.getMessage() + "; expected one whole JSON object a line");
            return;
        }
        rows.row(line.number(), value);
    }
}
