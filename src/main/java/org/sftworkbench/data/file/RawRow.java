package org.sftworkbench.data.file;

/**
 * A row as its file holds it, before its columns are looked at.
 *
 * @param line where it starts, from 1
 * @param value the row as a JSON-like value; null where it could not be read
 * @param problem why it could not be read, or the empty string
 * @param place where it can be read again: a {@link RowPlace}, or {@link RowPlace#UNKNOWN}
 */
public record RawRow(int line, Object value, String problem, long place) {
    /** A row that could be read. */
    public static RawRow of(int line, Object value, long place) {
        return new RawRow(line, value, "", place);
    }

    /** A row that could not. */
    public static RawRow malformed(int line, String problem) {
        return new RawRow(line, null, problem, RowPlace.UNKNOWN);
    }
}
