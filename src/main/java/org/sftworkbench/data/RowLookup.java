package org.sftworkbench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.RawRow;
import org.sftworkbench.data.file.RowRereader;
import org.sftworkbench.disk.DurableFiles;

/** Reads single rows of a file again, as what they were. Thread-safe. */
final class RowLookup {
    /** Rows that were read last: what a pane asks for, it asks for again at once. */
    private static final int KEPT = 32;

    private final Path file;
    private final RowRereader rereader;
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
     * @param interpreter knows the shape of the file's rows
     */
    RowLookup(Path file, RowRereader rereader, RowInterpreter interpreter) throws IOException {
        this.file = file;
        this.rereader = rereader;
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
        try {
            if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(changed)) {
                throw gone(number, "the file has changed since it was opened");
            }
            Optional<RawRow> raw = rereader.read(number, place);
            if (raw.isPresent()
                    && interpreter.read(number, at(line, raw.get())) instanceof DataRow row) {
                return row;
            }
            throw gone(number, "the file has changed since it was opened");
        } catch (IOException e) {
            throw gone(number, "it cannot be read: " + DurableFiles.why(e));
        }
    }

    private static RawRow at(int line, RawRow raw) {
        return new RawRow(line, raw.value(), raw.problem(), raw.place());
    }

    private DataException gone(int number, String why) {
        return new DataException(
                file + ": row " + number + " cannot be read again: " + why + "; open it once more");
    }
}
