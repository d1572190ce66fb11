package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.TemplateChoice;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.Packing;
import org.sftworkbench.train.PackingStrategy;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;

class BatchMakerTest {
    private final WordTokenizer tokenizer = new WordTokenizer();
    private final BatchMaker maker = new BatchMaker(tokenizer, Rows.ROLE_MARKS, Rows::place);

    @Test
    void shiftedLabelsHoldTheNextTokenAndAlignedLabelsTheTokenItself() {
        LabelRow row = only(maker.make(List.of(Rows.row(1, "Hi", "Yes")), Settings.RIGHT));

        int yes = tokenizer.id("Yes");
        assertThat(text(row)).endsWith(":YesIM_END");
        int t = row.length() - 3;
        assertThat(row.shiftedLabels()[t]).isEqualTo(yes);
        assertThat(row.shiftedLabels()[t + 1]).isEqualTo(WordTokenizer.IM_END);
        assertThat(row.shiftedLabels()[t + 2]).isEqualTo(-100);
        assertThat(row.alignedLabels()[t]).isEqualTo(-100);
        assertThat(row.alignedLabels()[t + 1]).isEqualTo(yes);
        assertThat(row.alignedLabels()[t + 2]).isEqualTo(WordTokenizer.IM_END);
    }

    @Test
    void aRowWithHalfOfACharacterIsNamed() {
        try (Tokenizer real = HuggingFaceFileTokenizer.open(Path.of("assets/starter"))) {
            BatchMaker ofReal = new BatchMaker(real, Rows.CHATML, Rows::place);
            assertThatThrownBy(
                            () ->
                                    ofReal.make(
                                            List.of(Rows.row(3, "a \ud83d b", "Yes")),
                                            Settings.RIGHT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Row 3 (line 30 of the file): ")
                    .hasMessageContaining("is half of one (\\ud83d)");
        }
    }

    @Test
    void rightPaddingFollowsTheTokensAndIsNeitherSeenNorLabelled() {
        LabelBatch batch =
                maker.make(
                        List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "Yes it is so")),
                        Settings.RIGHT);

        LabelRow first = batch.rows().get(0);
        assertThat(first.length()).isEqualTo(batch.length()).isEqualTo(first.tokens() + 3);
        for (int t = first.tokens(); t < batch.length(); t++) {
            assertThat(first.isPadding(t)).isTrue();
            assertThat(first.inputIds()[t]).isEqualTo(WordTokenizer.PAD);
            assertThat(first.shiftedLabels()[t]).isEqualTo(-100);
        }
        assertThat(first.positionIds()[0]).isZero();
    }

    @Test
    void leftPaddingComesFirstAndPositionsCountRealTokensOnly() {
        LabelBatch batch =
                maker.make(
                        List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "Yes it is so")),
                        Settings.LEFT);

        LabelRow first = batch.rows().get(0);
        assertThat(first.parts().get(0).start()).isEqualTo(3);
        assertThat(first.isPadding(2)).isTrue();
        assertThat(first.isPadding(3)).isFalse();
        assertThat(first.positionIds()).startsWith(0, 0, 0, 0, 1, 2);
        assertThat(first.inputIds()[batch.length() - 1]).isEqualTo(WordTokenizer.IM_END);
        assertThat(first.shiftedLabels()[batch.length() - 2]).isEqualTo(WordTokenizer.IM_END);
        assertThat(first.alignedLabels()[batch.length() - 1]).isEqualTo(WordTokenizer.IM_END);
    }

    @Test
    void rowsOfAPackBeginAnewAndDoNotPredictEachOther() {
        // Under "all", the first token of a row would have a label.
        EncodingOptions all =
                new EncodingOptions(Rows.CHATML.template(), new MaskPolicy.All(), Map.of());
        LabelRow pack =
                only(
                        new BatchMaker(tokenizer, all, Rows::place)
                                .make(
                                        List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "No")),
                                        Settings.packed(64)));
        int second = pack.parts().get(1).start();

        assertThat(pack.positionIds()[second - 1]).isEqualTo(second - 1);
        assertThat(pack.positionIds()[second]).isZero();
        assertThat(pack.alignedLabels()[second]).isEqualTo(-100);
        assertThat(pack.shiftedLabels()[second - 1]).isEqualTo(-100);
        assertThat(pack.supervisedTokens()).isEqualTo(pack.length() - 2);
    }

    @Test
    void packsAreFilledAsARunFillsThem() {
        List<DataRow> rows =
                IntStream.range(0, 12)
                        .mapToObj(n -> Rows.row(n + 1, "Hi", "one ".repeat(1 + n * 7 % 12)))
                        .toList();
        LabelBatch batch = maker.make(rows, Settings.packed(40));

        int[] lengths =
                batch.parts()
                        .sorted(Comparator.comparingInt(part -> part.row().number()))
                        .mapToInt(RowPart::length)
                        .toArray();
        List<List<Integer>> trained =
                Packing.of(lengths, 40, PackingStrategy.BFD).stream()
                        .map(pack -> Arrays.stream(pack).mapToObj(i -> i + 1).toList())
                        .toList();
        assertThat(batch.rows())
                .extracting(row -> row.parts().stream().map(p -> p.row().number()).toList())
                .isEqualTo(trained);
        assertThat(batch.paddingShare()).isZero();
        assertThat(batch.fill()).isEqualTo(batch.tokens() / (40.0 * trained.size()));
    }

    @Test
    void theShareOfPaddingCountsFilledCells() {
        LabelBatch batch =
                maker.make(
                        List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "Yes it is so")),
                        Settings.RIGHT);

        assertThat(batch.paddingShare()).isCloseTo(0.1, within(1e-12));
        assertThat(batch.supervisedTokens()).isEqualTo(2 + 5);
    }

    @Test
    void aRowThatTheTemplateRefusesIsNamed() {
        EncodingOptions refusing =
                new EncodingOptions(
                        new TemplateChoice.Jinja("{{ raise_exception('roles must alternate') }}"),
                        new MaskPolicy.All(),
                        Map.of());

        assertThatThrownBy(
                        () ->
                                new BatchMaker(tokenizer, refusing, Rows::place)
                                        .make(List.of(Rows.row(7, "Hi", "Yes")), Settings.RIGHT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Row 7 (line 70 of the file)")
                .hasMessageContaining("roles must alternate");
    }

    private static LabelRow only(LabelBatch batch) {
        assertThat(batch.rows()).hasSize(1);
        return batch.rows().get(0);
    }

    private String text(LabelRow row) {
        return tokenizer.decode(row.inputIds(), false).replace("<|im_end|>", "IM_END");
    }
}
