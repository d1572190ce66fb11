package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.TokenKind;
import org.sftworkbench.data.TokenKinds;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/** The loss is written out with the numbers of the very batch. */
class LossArithmeticTest {
    private static final PartNames NAMES = new PartNames(Words.english(), Rows::place);

    private final WordTokenizer tokenizer = new WordTokenizer();
    private final List<DataRow> rows =
            List.of(
                    Rows.row(1, "Hi", "Yes"),
                    Rows.row(2, "Hi", "Yes it is"),
                    Rows.row(3, "Hi", "Yes it is so so so"));

    @Test
    void numeratorAndDenominatorAreSumsOverRows() {
        LabelBatch batch = batch(Settings.RIGHT);

        // Supervised: the words of the answer and the end of the turn, each with NLL 0.5.
        assertThat(new LossArithmetic(batch, read(batch, 0.5), NAMES).ofBatch())
                .containsExactly(
                        new LossLine("Row 1", "1.000 / 2 = 0.500"),
                        new LossLine("Row 2", "2.000 / 4 = 0.500"),
                        new LossLine("Row 3", "3.500 / 7 = 0.500"),
                        new LossLine("Numerator", "1.000 + 2.000 + 3.500 = 6.500"),
                        new LossLine("Denominator", "2 + 4 + 7 = 13"),
                        new LossLine("Loss", "6.500 / 13 = 0.500"));
    }

    @Test
    void beforeScoringTheCountsStandAndTheSumsAreOpen() {
        LabelBatch batch = batch(Settings.RIGHT);

        assertThat(new LossArithmetic(batch, List.of(), NAMES).ofBatch())
                .contains(new LossLine("Row 1", "? / 2 = ?"), new LossLine("Loss", "? / 13 = ?"));
    }

    @Test
    void microBatchesShowBothMeansAndWhatATokenWeighs() {
        LabelBatch batch = batch(Settings.RIGHT);
        List<RowReading> readings = read(batch, 0.5);
        // The last row is twice as surprising.
        Arrays.fill(readings.get(2).nll(), 1);
        LossArithmetic arithmetic = new LossArithmetic(batch, readings, NAMES);

        assertThat(arithmetic.ofMicroBatches(2))
                .containsExactly(
                        new LossLine("Micro-batch 1", "3.000 / 6 = 0.500   (rows 1, 2)"),
                        new LossLine("Micro-batch 2", "7.000 / 7 = 1.000   (row 3)"),
                        new LossLine("Token mean", "(3.000 + 7.000) / (6 + 7) = 0.769"),
                        new LossLine("Mean of means", "(0.500 + 1.000) / 2 = 0.750"));
        assertThat(arithmetic.verdict(2))
                .contains(
                        "a token of micro-batch 1 weighs 1.17 times as much as one of micro-batch 2")
                .contains("difference in the loss is -0.019");
    }

    @Test
    void theLossIsTheSameHoweverTheRowsAreLaidOut() {
        for (BatchSettings settings :
                List.of(
                        Settings.RIGHT,
                        Settings.LEFT,
                        Settings.PADDING_FREE,
                        Settings.packed(40))) {
            LabelBatch batch = batch(settings);
            assertThat(new LossArithmetic(batch, read(batch, 0.5), NAMES).ofBatch())
                    .as(settings.layout().name())
                    .contains(new LossLine("Loss", "6.500 / 13 = 0.500"));
        }
    }

    @Test
    void ofPacksTheMicroBatchesArePacks() {
        LabelBatch batch = batch(Settings.packed(40));
        LossArithmetic arithmetic = new LossArithmetic(batch, read(batch, 0.5), NAMES);

        assertThat(arithmetic.units()).isEqualTo(batch.rows().size()).isEqualTo(2);
        assertThat(arithmetic.ofMicroBatches(2).get(1).formula()).endsWith("(pack 2)");
    }

    @Test
    void kindsSplitTheLossAndLeaveOutWhatIsNotPredicted() {
        LabelBatch batch = batch(Settings.packed(40));
        List<KindLoss> kinds = KindLoss.of(batch, read(batch, 0.5), new TokenKinds(tokenizer));

        assertThat(kinds).extracting(KindLoss::kind).containsExactly(TokenKind.values());
        KindLoss content = kinds.get(TokenKind.CONTENT.ordinal());
        assertThat(content.counted().tokens()).isEqualTo(1 + 3 + 6);
        assertThat(content.others().tokens()).as("one question each").isEqualTo(3);
        KindLoss ends = kinds.get(TokenKind.END_OF_TURN.ordinal());
        assertThat(ends.counted().tokens()).isEqualTo(3);
        assertThat(ends.counted().nll()).isEqualTo(1.5);
        int all = kinds.stream().mapToInt(k -> k.counted().tokens() + k.others().tokens()).sum();
        assertThat(all).as("but the first of each row").isEqualTo(batch.tokens() - 3);
    }

    private LabelBatch batch(BatchSettings settings) {
        return new BatchMaker(tokenizer, Rows.CHATML, Rows::place).make(rows, settings);
    }

    private static List<RowReading> read(LabelBatch batch, double nll) {
        return batch.rows().stream()
                .map(
                        row -> {
                            double[] all = new double[row.length()];
                            Arrays.fill(all, nll);
                            return new RowReading(all, List.of());
                        })
                .toList();
    }
}
