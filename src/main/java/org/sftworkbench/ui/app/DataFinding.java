package org.sftworkbench.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.RowProblem;

/** Gathers what is found in data files, part by part. FX thread only. */
final class DataFinding {
    private final int opening;
    private final List<Gathered> files = new ArrayList<>();

    /** What was found in one file. */
    private static final class Gathered {
        private final Path path;
        private final List<DataRow> rows = new ArrayList<>();
        private final List<RowProblem> problems = new ArrayList<>();
        private String format = "";
        private int unreadable;

        Gathered(Path path) {
            this.path = path;
        }
    }

    /**
     * @param opening counts the times that files were opened
     */
    DataFinding(int opening, List<Path> paths) {
        this.opening = opening;
        paths.forEach(path -> files.add(new Gathered(path)));
    }

    /** Takes more and returns the rows in it. */
    List<DataRow> add(List<DataOpening.Part> parts) {
        List<DataRow> fresh = new ArrayList<>();
        for (DataOpening.Part part : parts) {
            Gathered file = files.get(part.file());
            file.format = part.format();
            file.rows.addAll(part.rows());
            file.problems.addAll(part.problems());
            file.unreadable += part.unreadable();
            fresh.addAll(part.rows());
        }
        return fresh;
    }

    /** What there is by now. */
    OpenData soFar(double share, boolean complete) {
        List<OpenFile> found =
                files.stream()
                        .map(
                                file ->
                                        new OpenFile(
                                                file.path,
                                                file.format,
                                                file.rows,
                                                file.problems,
                                                file.unreadable))
                        .toList();
        return new OpenData(opening, found, share, complete);
    }
}
