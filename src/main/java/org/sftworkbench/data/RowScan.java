package org.sftworkbench.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.file.RowPlace;

/** Finds the rows of a file piece by piece. One thread at a time. */
public final class RowScan implements AutoCloseable {
    /**
     * These first rows are held, so that looking at a file's beginning never waits for the disk.
     */
    private static final int HELD = 1_000;

    /** Enough to tell rows apart in a list. */
    private static final int OPENING = 48;

    private static final int ROWS_PER_LOOK_AT_THE_CLOCK = 64;

    private final RowStream rows;
    private final long size;
    private final Optional<RowLookup> lookup;
    private int found;
    private long reached;

    /**
     * @param lookup reads rows again that are not held; empty where all are held
     */
    RowScan(RowStream rows, long size, Optional<RowLookup> lookup) {
        this.rows = rows;
        this.size = size;
        this.lookup = lookup;
    }

    /**
     * Rows found in one go.
     *
     * @param rows well-formed ones, in order
     * @param problems those that could not be read
     */
    public record Found(List<DataRow> rows, List<RowProblem> problems) {}

    /** The file that is read. */
    public Path file() {
        return rows.file();
    }

    /** The detected format, such as {@code Alpaca (JSON)}. */
    public String format() {
        return rows.format();
    }

    public boolean hasNext() {
        return rows.hasNext();
    }

    /** Share of the file that was read, from 0 to 1; 0 where it cannot be told. */
    public double share() {
        return rows.hasNext() ? Math.min(1, reached / (double) Math.max(1, size)) : 1;
    }

    /**
     * Reads on for about so long.
     *
     * @throws DataException where the file can no longer be read
     */
    public Found next(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        List<DataRow> good = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        for (int read = 1; rows.hasNext(); read++) {
            ReadRow row = rows.next();
            if (row instanceof RowProblem problem) {
                problems.add(problem);
            } else {
                good.add(kept((DataRow) row));
            }
            if (read % ROWS_PER_LOOK_AT_THE_CLOCK == 0 && System.nanoTime() > end) {
                break;
            }
        }
        return new Found(good, problems);
    }

    private DataRow kept(DataRow row) {
        found++;
        long place = rows.place();
        if (place != RowPlace.UNKNOWN) {
            reached = RowPlace.bytes(place);
        }
        return lookup.isEmpty() || found <= HELD || place == RowPlace.UNKNOWN
                ? row
                : row.readAgain(lookup.get(), place, OPENING);
    }

    @Override
    public void close() {
        rows.close();
    }
}
