package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.Batch;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.generate.LeftPaddedPrompts;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Encodes rows and pads them with the very classes that the trainer and the generator use.
 * Immutable; any thread.
 */
final class BatchMaker {
    private final Tokenizer tokenizer;
    private final ExampleEncoder encoder;
    private final Function<DataRow, String> places;

    /**
     * @param places names a row with its file
     * @throws TemplateException where the template does not parse
     * @throws DataException where template, policy and tokenizer do not go together
     */
    BatchMaker(Tokenizer tokenizer, EncodingOptions options, Function<DataRow, String> places) {
        this.tokenizer = tokenizer;
        this.places = places;
        this.encoder = new ExampleEncoder(tokenizer, options);
    }

    /**
     * @param rows at least one
     * @throws DataException naming the row that cannot be encoded
     */
    LabelBatch make(List<DataRow> rows, PaddingSide side) {
        List<AnnotatedExample> examples = new ArrayList<>();
        for (DataRow row : rows) {
            examples.add(encode(row));
        }
        return side == PaddingSide.RIGHT ? right(rows, examples) : left(rows, examples);
    }

    private AnnotatedExample encode(DataRow row) {
        try {
            return encoder.encode(row);
        } catch (TemplateException | DataException e) {
            throw new DataException(
                    places.apply(row) + " (line " + row.line() + "): " + e.getMessage(), e);
        }
    }

    private LabelBatch right(List<DataRow> rows, List<AnnotatedExample> examples) {
        int padId = tokenizer.paddingId();
        Batch batch = new RightPaddingCollator(padId).collate(plain(examples));
        int length = batch.length();
        List<LabelRow> drawn = new ArrayList<>();
        for (int r = 0; r < batch.rows(); r++) {
            int[] positions = new int[length];
            Arrays.setAll(positions, t -> t);
            drawn.add(
                    new LabelRow(
                            rows.get(r),
                            examples.get(r),
                            0,
                            row(batch.inputIds(), r, length),
                            row(batch.attentionMask(), r, length),
                            positions,
                            row(batch.shiftedLabels(), r, length)));
        }
        return new LabelBatch(drawn, length);
    }

    private static LabelBatch left(List<DataRow> rows, List<AnnotatedExample> examples) {
        LeftPaddedPrompts batch =
                LeftPaddedPrompts.of(
                        plain(examples).stream().map(LabelledExample::inputIds).toList());
        int length = batch.length();
        List<LabelRow> drawn = new ArrayList<>();
        for (int r = 0; r < batch.rows(); r++) {
            LabelledExample example = examples.get(r).example();
            int offset = length - example.length();
            int[] labels = new int[length];
            Arrays.fill(labels, Labels.IGNORE);
            System.arraycopy(example.shiftedLabels(), 0, labels, offset, example.length());
            drawn.add(
                    new LabelRow(
                            rows.get(r),
                            examples.get(r),
                            offset,
                            row(batch.ids(), r, length),
                            row(batch.attentionMask(), r, length),
                            row(batch.positionIds(), r, length),
                            labels));
        }
        return new LabelBatch(drawn, length);
    }

    private static List<LabelledExample> plain(List<AnnotatedExample> examples) {
        return examples.stream().map(AnnotatedExample::example).toList();
    }

    private static int[] row(int[] all, int r, int length) {
        return Arrays.copyOfRange(all, r * length, (r + 1) * length);
    }
}
