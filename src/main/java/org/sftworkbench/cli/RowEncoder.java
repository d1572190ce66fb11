package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingPipeline;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.IdsFileReader;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.ReadRow;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.template.TemplateException;

/**
 * Reads rows from files and turns them into tokens; those that fail are reported, the rest go on.
 */
final class RowEncoder {
    /** Of a file without one good row the first problem says it all. */
    private static final int MOST_HELD = 1_000;

    private final ExampleEncoder encoder;
    private final RowReport report;

    RowEncoder(ExampleEncoder encoder, RowReport report) {
        this.encoder = encoder;
        this.report = report;
    }

    /**
     * Hands on every row that can be encoded, in order, and holds none of them.
     *
     * @throws DataException where no row of the file can be read
     */
    void forEach(RowStream rows, BiConsumer<DataRow, AnnotatedExample> sink) {
        MaskOverrides overrides = painted(rows.file());
        Single single = new Single(rows.file(), overrides, encoder.with(overrides), sink);
        List<RowProblem> unread = new ArrayList<>();
        int unreadable = 0;
        boolean anyRead = false;
        while (rows.hasNext()) {
            ReadRow read = rows.next();
            anyRead |= read instanceof DataRow;
            if (read instanceof RowProblem problem) {
                unreadable++;
                unread.add(problem);
            }
            if (anyRead || unread.size() > MOST_HELD) {
                unread.forEach(problem -> report.add(rows.file(), problem));
                unread.clear();
            }
            if (read instanceof DataRow row) {
                single.show(row);
            }
        }
        if (!anyRead) {
            throw DatasetReader.noneUsable(rows.file(), unreadable, unread.stream().findFirst());
        }
    }

    /**
     * Hands on one row, and reads the file no further.
     *
     * @param number from 1
     * @return rows of the file that were gone through: fewer than the number where it has no such
     *     row
     */
    int only(int number, RowStream rows, BiConsumer<DataRow, AnnotatedExample> sink) {
        for (int at = 1; rows.hasNext(); at++) {
            ReadRow read = rows.next();
            if (at == number) {
                if (read instanceof DataRow row) {
                    MaskOverrides overrides = painted(rows.file());
                    new Single(rows.file(), overrides, encoder.with(overrides), sink).show(row);
                } else {
                    report.add(rows.file(), (RowProblem) read);
                }
                return number;
            }
            if (!rows.hasNext()) {
                return at;
            }
        }
        return 0;
    }

    /** A row that was encoded before, with what each of its tokens stands for. */
    AnnotatedExample again(SourcedExample row, DatasetReader reader) {
        try (RowStream rows = reader.stream(row.file())) {
            ReadRow read = rows.next();
            for (int at = 1; at < row.row(); at++) {
                read = rows.next();
            }
            return encoder.with(MaskOverrideFile.beside(row.file()).read()).encode((DataRow) read);
        }
    }

    /** Encodes single rows of a file. */
    private final class Single {
        private final Path file;
        private final MaskOverrides overrides;
        private final ExampleEncoder with;
        private final BiConsumer<DataRow, AnnotatedExample> sink;

        Single(
                Path file,
                MaskOverrides overrides,
                ExampleEncoder with,
                BiConsumer<DataRow, AnnotatedExample> sink) {
            this.file = file;
            this.overrides = overrides;
            this.with = with;
            this.sink = sink;
        }

        void show(DataRow row) {
            AnnotatedExample example;
            try {
                example = with.encode(row);
            } catch (TemplateException | DataException e) {
                report.add(file, new RowProblem(row.number(), row.line(), why(e)));
                return;
            }
            remarkMissed(file, overrides, row, example.example());
            sink.accept(row, example);
        }
    }

    private void remarkMissed(
            Path file, MaskOverrides overrides, DataRow row, LabelledExample example) {
        if (!overrides.rows().isEmpty() && overrides.missed(row, example.inputIds())) {
            report.remark(
                    file,
                    "row "
                            + row.number()
                            + " was painted by hand as other tokens than it becomes here; the"
                            + " mask policy alone holds for it");
        }
    }

    /** What was painted by hand in the rows of a file, and kept beside it. */
    private MaskOverrides painted(Path file) {
        MaskOverrideFile beside = MaskOverrideFile.beside(file);
        MaskOverrides overrides = beside.read();
        int rows = overrides.rows().size();
        if (rows > 0) {
            report.remark(
                    beside.path(),
                    rows + (rows == 1 ? " row was" : " rows were") + " painted by hand");
        }
        return overrides;
    }

    /** Every row of the files that can be encoded, in order. */
    List<SourcedExample> examples(List<Path> files) {
        return examples(new DatasetReader(), files);
    }

    /** The same, read by a reader that may map columns; on all cores. */
    List<SourcedExample> examples(DatasetReader reader, List<Path> files) {
        List<SourcedExample> examples = new ArrayList<>();
        for (Path file : files) {
            try (RowStream rows = reader.stream(file)) {
                MaskOverrides overrides = painted(file);
                Collecting collecting = new Collecting(file, overrides, examples);
                new EncodingPipeline(
                                encoder.with(overrides), Runtime.getRuntime().availableProcessors())
                        .run(rows, collecting);
                collecting.refuseIfNoneCouldBeRead();
            }
        }
        return examples;
    }

    /** Keeps the examples of one file and reports its other rows. */
    private final class Collecting implements EncodingPipeline.Sink {
        private final Path file;
        private final MaskOverrides overrides;
        private final List<SourcedExample> examples;
        private final List<RowProblem> held = new ArrayList<>();
        private RowProblem first;
        private int unreadable;
        private boolean anyRead;

        Collecting(Path file, MaskOverrides overrides, List<SourcedExample> examples) {
            this.file = file;
            this.overrides = overrides;
            this.examples = examples;
        }

        /** A file of which no row can be read is the wrong file. */
        void refuseIfNoneCouldBeRead() {
            if (!anyRead) {
                throw DatasetReader.noneUsable(file, unreadable, Optional.ofNullable(first));
            }
        }

        @Override
        public void encoded(DataRow row, LabelledExample example) {
            read();
            remarkMissed(file, overrides, row, example);
            examples.add(new SourcedExample(file, row.number(), row.line(), example));
        }

        @Override
        public void failed(DataRow row, RuntimeException failure) {
            read();
            report.add(file, new RowProblem(row.number(), row.line(), why(failure)));
        }

        @Override
        public void malformed(RowProblem problem) {
            first = first == null ? problem : first;
            unreadable++;
            held.add(problem);
            if (anyRead || held.size() > MOST_HELD) {
                reportHeld();
            }
        }

        private void read() {
            anyRead = true;
            reportHeld();
        }

        private void reportHeld() {
            held.forEach(problem -> report.add(file, problem));
            held.clear();
        }
    }

    /** The rows of an ids file. */
    static List<SourcedExample> ids(Path file) {
        List<SourcedExample> examples = new ArrayList<>();
        for (LabelledExample example : new IdsFileReader().read(file)) {
            examples.add(new SourcedExample(file, examples.size() + 1, 0, example));
        }
        return examples;
    }

    /** A template's error is told as such, as its line and column are not the data file's. */
    static String why(RuntimeException e) {
        return e instanceof TemplateException
                ? "the chat template refuses it at its " + e.getMessage()
                : e.getMessage();
    }
}
