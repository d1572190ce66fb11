package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the rows of a run stand, so that one of them can be named. Plain data.
 *
 * @param files data files
 * @param fileOf index into {@code files} of each row, shape [rows]
 * @param rowOf number in its file of each row, from 1, shape [rows]
 */
public record RowOrigins(List<Path> files, int[] fileOf, int[] rowOf) {
    /** Nothing is known. */
    public static final RowOrigins UNKNOWN = new RowOrigins(List.of(), new int[0], new int[0]);

    public RowOrigins {
        files = List.copyOf(files);
        if (fileOf.length != rowOf.length) {
            throw new IllegalArgumentException(
                    fileOf.length + " files for " + rowOf.length + " rows");
        }
    }

    /** Rows of one file, numbered from 1. */
    public static RowOrigins of(Path file, int[] rowOf) {
        return new RowOrigins(List.of(file), new int[rowOf.length], rowOf);
    }

    /**
     * Such as {@code data.jsonl, row 17}.
     *
     * @param index of a row among those of the run
     */
    public String describe(int index) {
        return index < rowOf.length
                ? files.get(fileOf[index]) + ", row " + rowOf[index]
                : "row " + (index + 1) + " of those given";
    }
}
