package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.JsonText;
import org.sftworkbench.data.file.ParquetRereader;
import org.sftworkbench.data.file.RawRow;
import org.sftworkbench.data.file.RowPlace;
import org.sftworkbench.data.file.RowRereader;
import org.sftworkbench.data.file.RowSource;
import org.sftworkbench.disk.DurableFiles;

/**
 * The rows of a data file one after another, good and bad, none held: as much memory for a large
 * file as for a small one. One thread at a time.
 */
public final class RowStream implements Iterator<ReadRow>, AutoCloseable {
    private final Path file;
    private final FileFormat format;
    private final RowSource source;
    private final RowInterpreter interpreter;
    private Optional<RawRow> next;
    private long place = RowPlace.UNKNOWN;
    private int number;

    RowStream(Path file, FileFormat format, RowSource source, RowInterpreter interpreter) {
        this.file = file;
        this.format = format;
        this.source = source;
        this.interpreter = interpreter;
        this.next = fetch();
    }

    /** The file that is read. */
    public Path file() {
        return file;
    }

    /** The detected format, such as {@code Alpaca (JSON)}; the kind of rows once one was read. */
    public String format() {
        return interpreter
                .shape()
                .map(shape -> shape.displayed() + " (" + format.displayed() + ")")
                .orElse(format.displayed());
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    /**
     * @throws DataException where the file can no longer be read
     */
    @Override
    public ReadRow next() {
        RawRow raw = next.orElseThrow(NoSuchElementException::new);
        next = fetch();
        number++;
        place = raw.place();
        return interpreter.read(number, raw);
    }

    /** Where the row that was read last can be read again. */
    long place() {
        return place;
    }

    /** What reads such rows again. */
    RowLookup lookup(JsonText json) throws IOException {
        RowRereader rereader =
                format == FileFormat.PARQUET
                        ? new ParquetRereader(file)
                        : new TextRereader(file, format, json, source.columns().orElse(List.of()));
        return new RowLookup(file, rereader, interpreter);
    }

    private Optional<RawRow> fetch() {
        try {
            return source.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataException unreadable(IOException e) {
        return new DataException(file + ": cannot be read: " + DurableFiles.why(e), e);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
