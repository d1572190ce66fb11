package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.Dataset;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingPipeline;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.IdsFileReader;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.MaskOverrides;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.TokenizerException;

/**
 * Reads rows from files and turns them into tokens; those that fail are reported, the rest go on.
 */
final class RowEncoder {
    private final ExampleEncoder encoder;
    private final RowReport report;

    RowEncoder(ExampleEncoder encoder, RowReport report) {
        this.encoder = encoder;
        this.report = report;
    }

    /** Hands on every row of a data set that can be encoded, in order. */
    void forEach(Dataset dataset, BiConsumer<DataRow, AnnotatedExample> sink) {
        dataset.problems().forEach(problem -> report.add(dataset.file(), problem));
        MaskOverrides overrides = painted(dataset.file());
        ExampleEncoder with = encoder.with(overrides);
        for (DataRow row : dataset.rows()) {
            AnnotatedExample example;
            try {
                example = with.encode(row);
            } catch (TemplateException | DataException | TokenizerException e) {
                report.add(dataset.file(), new RowProblem(row.number(), row.line(), why(e)));
                continue;
            }
            remarkMissed(dataset.file(), overrides, row, example.example());
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
        /** Of a file without one good row the first problem says it all. */
        private static final int MOST_HELD = 1_000;

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
