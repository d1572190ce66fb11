package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.sftworkbench.data.RowProblem;
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
        for (DataRow row : dataset.rows()) {
            AnnotatedExample example;
            try {
                example = encoder.encode(row);
            } catch (TemplateException | DataException | TokenizerException e) {
                report.add(dataset.file(), new RowProblem(row.number(), row.line(), why(e)));
                continue;
            }
            sink.accept(row, example);
        }
    }

    /** Every row of the files that can be encoded, in order. */
    List<SourcedExample> examples(List<Path> files) {
        return examples(new DatasetReader(), files);
    }

    /** The same, read by a reader that may map columns; on all cores. */
    List<SourcedExample> examples(DatasetReader reader, List<Path> files) {
        EncodingPipeline pipeline =
                new EncodingPipeline(encoder, Runtime.getRuntime().availableProcessors());
        List<SourcedExample> examples = new ArrayList<>();
        for (Path file : files) {
            Dataset dataset = reader.read(file);
            dataset.problems().forEach(problem -> report.add(file, problem));
            pipeline.run(dataset.rows().iterator(), new Collecting(file, examples));
        }
        return examples;
    }

    /** Keeps the examples of one file and reports its other rows. */
    private final class Collecting implements EncodingPipeline.Sink {
        private final Path file;
        private final List<SourcedExample> examples;

        Collecting(Path file, List<SourcedExample> examples) {
            this.file = file;
            this.examples = examples;
        }

        @Override
        public void encoded(DataRow row, LabelledExample example) {
            examples.add(new SourcedExample(file, row.number(), row.line(), example));
        }

        @Override
        public void failed(DataRow row, RuntimeException failure) {
            malformed(new RowProblem(row.number(), row.line(), why(failure)));
        }

        @Override
        public void malformed(RowProblem problem) {
            report.add(file, problem);
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
