package org.sftworkbench.data;

/**
 * A row as its file holds it, before its columns are looked at.
 *
 * @param line where it starts, from 1
 * @param value the row as a JSON-like value; null where it could not be read
 * @param problem why it could not be read, or the empty string
 */
record RawRow(int line, Object value, String problem) {
    static RawRow of(int line, Object value) {
        return new RawRow(line, value, "");
    }

    static RawRow malformed(int line, String problem) {
        return new RawRow(line, null, problem);
    }
}
