package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads plain text as rows of one column, {@code text}: a document a line, blank lines aside. */
final class TextRows implements RowSource {
    private static final String COLUMN = "text";

    private final LineReader lines;

    TextRows(Path file) throws IOException {
        this.lines = new LineReader(file);
    }

    @Override
    public Optional<RawRow> next() throws IOException {
        return lines.next().map(TextRows::row);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(List.of(COLUMN));
    }

    /** The row that a line holds. */
    static RawRow row(TextLine line) {
        try {
            return RawRow.of(
                    line.number(), Map.of(COLUMN, line.text()), RowPlace.of(line.offset(), 0));
        } catch (NotUtf8Exception | MalformedRowException e) {
            return RawRow.malformed(line.number(), e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
