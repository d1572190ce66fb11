package org.sftworkbench.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingPipeline;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.IdsFileReader;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.MaskOverrideFile;
import org.sftworkbench.data.RowProblem;
import org.sftworkbench.data.RowStream;
import org.sftworkbench.run.RecordedData;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Rows of a run, read and encoded again as its record says. Reads files and tokenizes; no thread of
 * its own.
 */
final class RecordedRows {
    private final List<LabelledExample> examples = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> fileOf = new ArrayList<>();
    private final List<Integer> rowOf = new ArrayList<>();

    private RecordedRows() {}

    /**
     * @param tokenizer names the tokenizer's directory; asked where rows must be encoded
     * @param reading hears of each row, and of those that are left out
     * @throws org.sftworkbench.data.fault.DataException where a data file is no longer there
     * @throws java.util.concurrent.CancellationException when it was stopped
     */
    static RecordedRows read(
            List<RecordedData.DataFile> saved,
            RowRecipe recipe,
            Supplier<Path> tokenizer,
            Rereading reading) {
        RecordedRows rows = new RecordedRows();
        if (recipe.isOfIds()) {
            for (RecordedData.DataFile file : saved) {
                reading.check();
                rows.addIds(Path.of(file.path()));
            }
        } else if (!saved.isEmpty()) {
            rows.encode(saved, recipe, tokenizer.get(), reading);
        }
        return rows;
    }

    private void encode(
            List<RecordedData.DataFile> saved,
            RowRecipe recipe,
            Path directory,
            Rereading reading) {
        UsageTracking.optOut();
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(directory)) {
            ExampleEncoder encoder = new ExampleEncoder(tokenizer, recipe.options());
            DatasetReader reader = new DatasetReader(recipe.columns());
            for (RecordedData.DataFile file : saved) {
                Path path = Path.of(file.path());
                try (RowStream stream = reader.stream(path)) {
                    new EncodingPipeline(
                                    encoder.with(MaskOverrideFile.beside(path).read()),
                                    Runtime.getRuntime().availableProcessors())
                            .run(stream, of(path, reading));
                    reading.check();
                }
            }
        }
    }

    private void addIds(Path file) {
        files.add(file);
        int row = 1;
        for (LabelledExample example : new IdsFileReader().read(file)) {
            add(row++, example);
        }
    }

    private void add(int row, LabelledExample example) {
        examples.add(example);
        fileOf.add(files.size() - 1);
        rowOf.add(row);
    }

    private EncodingPipeline.Sink of(Path file, Rereading reading) {
        files.add(file);
        return new EncodingPipeline.Sink() {
            @Override
            public void encoded(DataRow row, LabelledExample example) {
                reading.read();
                add(row.number(), example);
            }

            @Override
            public void failed(DataRow row, RuntimeException failure) {
                reading.read();
                reading.tell(file + ", row " + row.number() + ": " + failure.getMessage());
            }

            @Override
            public void malformed(RowProblem row) {
                reading.read();
                reading.tell(file + ", row " + row.number() + ": " + row.message());
            }
        };
    }

    /** All that could be encoded, in order. */
    List<LabelledExample> examples() {
        return examples;
    }

    /** Where they stand. */
    RowOrigins origins() {
        return new RowOrigins(files, ints(fileOf), ints(rowOf));
    }

    /** The files as they are now. */
    List<RecordedData.DataFile> files() {
        int[] rows = new int[files.size()];
        fileOf.forEach(file -> rows[file]++);
        List<RecordedData.DataFile> now = new ArrayList<>();
        for (int f = 0; f < rows.length; f++) {
            now.add(RecordedData.DataFile.of(files.get(f), rows[f]));
        }
        return now;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
