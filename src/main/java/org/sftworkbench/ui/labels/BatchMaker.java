package org.sftworkbench.ui.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.Batch;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.JoinedRows;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.generate.PaddedPrompts;
import org.sftworkbench.generate.Padding;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.Packing;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

/**
 * Encodes rows and lays them out with the very classes that the trainer and the generator use.
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
     * @throws LengthException where packs have no length, or where every row is too long
     */
    LabelBatch make(List<DataRow> rows, BatchSettings settings) {
        LengthPolicy length = settings.length();
        List<RowPart> parts = new ArrayList<>();
        for (DataRow row : rows) {
            AnnotatedExample whole = encode(row);
            if (length.fits(whole.example()) || length.overlong() != LengthPolicy.Overlong.FILTER) {
                parts.add(cut(row, whole, length));
            }
        }
        if (parts.isEmpty()) {
            throw new LengthException(
                    Words.original(
                            "All chosen rows are longer than the maximum length of {0} and left"
                                    + " out. Choose others, raise it, or keep a part of them.",
                            Numbers.count(length.maxLength())));
        }
        return new LabelBatch(
                settings,
                rows.size() - parts.size(),
                switch (settings.layout()) {
                    case PADDED ->
                            settings.side() == PaddingSide.RIGHT ? right(parts) : left(parts);
                    case PADDING_FREE -> List.of(joined(parts));
                    case PACKED -> packed(parts, length.maxLength(), settings.packing());
                });
    }

    private static RowPart cut(DataRow row, AnnotatedExample whole, LengthPolicy length) {
        LabelledExample example = whole.example();
        LabelledExample kept = length.cut(example);
        int lost = example.length() - kept.length();
        int from = length.overlong() == LengthPolicy.Overlong.KEEP_END ? lost : 0;
        return new RowPart(
                row,
                new AnnotatedExample(
                        kept, whole.text(), whole.tokens().subList(from, from + kept.length())),
                0,
                lost,
                example.supervisedTokens() - kept.supervisedTokens());
    }

    private AnnotatedExample encode(DataRow row) {
        try {
            return encoder.encode(row);
        } catch (TemplateException | DataException e) {
            throw new DataException(
                    Words.original(
                            "{0} (line {1} of the file): {2}",
                            places.apply(row), row.line(), e.getMessage()),
                    e);
        }
    }

    private List<LabelRow> right(List<RowPart> parts) {
        Batch batch = new RightPaddingCollator(tokenizer.paddingId()).collate(examples(parts));
        int length = batch.length();
        int[] positions = new int[length];
        Arrays.setAll(positions, t -> t);
        List<LabelRow> drawn = new ArrayList<>();
        for (int r = 0; r < batch.rows(); r++) {
            drawn.add(
                    new LabelRow(
                            List.of(parts.get(r)),
                            row(batch.inputIds(), r, length),
                            row(batch.attentionMask(), r, length),
                            positions,
                            padded(example(parts.get(r)).alignedLabels(), 0, length),
                            row(batch.shiftedLabels(), r, length)));
        }
        return drawn;
    }

    private List<LabelRow> left(List<RowPart> parts) {
        PaddedPrompts batch =
                PaddedPrompts.of(
                        examples(parts).stream().map(LabelledExample::inputIds).toList(),
                        Padding.LEFT);
        int length = batch.length();
        List<LabelRow> drawn = new ArrayList<>();
        for (int r = 0; r < batch.rows(); r++) {
            LabelledExample example = example(parts.get(r));
            int offset = length - example.length();
            int[] ids = row(batch.ids(), r, length);
            Arrays.fill(ids, 0, offset, tokenizer.paddingId());
            drawn.add(
                    new LabelRow(
                            List.of(parts.get(r).at(offset)),
                            ids,
                            row(batch.attentionMask(), r, length),
                            row(batch.positionIds(), r, length),
                            padded(example.alignedLabels(), offset, length),
                            padded(example.shiftedLabels(), offset, length)));
        }
        return drawn;
    }

    private static List<LabelRow> packed(List<RowPart> parts, int most, PackingStrategy strategy) {
        if (most == 0) {
            throw new LengthException(
                    Words.original("Packing needs a maximum length to fill packs up to."));
        }
        int[] lengths = parts.stream().mapToInt(RowPart::length).toArray();
        return Packing.of(lengths, most, strategy).stream()
                .map(pack -> joined(Arrays.stream(pack).mapToObj(parts::get).toList()))
                .toList();
    }

    private static LabelRow joined(List<RowPart> parts) {
        JoinedRows rows = JoinedRows.of(examples(parts));
        List<RowPart> placed = new ArrayList<>();
        int at = 0;
        for (RowPart part : parts) {
            placed.add(part.at(at));
            at += part.length();
        }
        int[] mask = new int[at];
        Arrays.fill(mask, 1);
        return new LabelRow(
                placed,
                rows.inputIds(),
                mask,
                rows.positionIds(),
                rows.alignedLabels(),
                rows.shiftedLabels());
    }

    private static LabelledExample example(RowPart part) {
        return part.annotated().example();
    }

    private static List<LabelledExample> examples(List<RowPart> parts) {
        return parts.stream().map(BatchMaker::example).toList();
    }

    private static int[] padded(int[] labels, int offset, int length) {
        int[] padded = new int[length];
        Arrays.fill(padded, Labels.IGNORE);
        System.arraycopy(labels, 0, padded, offset, labels.length);
        return padded;
    }

    private static int[] row(int[] all, int r, int length) {
        return Arrays.copyOfRange(all, r * length, (r + 1) * length);
    }
}
