package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.run.RecordedData;

/**
 * Collects where the rows of a run stand, in their order. A file that was given twice is there
 * twice, so that a run that goes on reads it as often.
 */
public final class RowPlaces {
    private final List<Path> files;
    private final List<Integer> counts = new ArrayList<>();
    private final List<Integer> fileOf = new ArrayList<>();
    private final List<Integer> rowOf = new ArrayList<>();
    private int file = -1;
    private int row;

    /** Of files that the rows themselves tell. */
    public RowPlaces() {
        this(List.of());
    }

    /**
     * @param given files in their order; one that no row is taken from counts too
     */
    public RowPlaces(List<Path> given) {
        files = new ArrayList<>(given);
        given.forEach(each -> counts.add(0));
    }

    /**
     * Adds the next row.
     *
     * @param number in its file, from 1; rows of one file come in order
     */
    public void add(Path of, int number) {
        if (file < 0 || number <= row || !files.get(file).equals(of)) {
            file = next(of);
        }
        row = number;
        counts.set(file, counts.get(file) + 1);
        fileOf.add(file);
        rowOf.add(number);
    }

    private int next(Path of) {
        for (int f = file + 1; f < files.size(); f++) {
            if (files.get(f).equals(of)) {
                return f;
            }
        }
        files.add(of);
        counts.add(0);
        return files.size() - 1;
    }

    /** Where each row stands. */
    public RowOrigins origins() {
        return new RowOrigins(files, ints(fileOf), ints(rowOf));
    }

    /** The files with their checksums. Reads them. */
    public List<RecordedData.DataFile> files() {
        List<RecordedData.DataFile> all = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            all.add(RecordedData.DataFile.of(files.get(f), counts.get(f)));
        }
        return all;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
