package org.sftworkbench.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.MalformedRowException;
import org.sftworkbench.data.fault.NotUtf8Exception;

/** Reads plain text as rows of one column, {@code text}: a document a line, blank lines aside. */
public final class TextRows implements RowSource {
    private static final String COLUMN = "text";

    private final LineReader lines;

    /** Opens a file at its first line. */
    public TextRows(Path file) throws IOException {
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
    public static RawRow row(TextLine line) {
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
