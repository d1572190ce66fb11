package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.words.Words;

/** Who sees whom is said for the cell that is pointed at. */
class AttentionViewModelTest {
    private static final PartNames NAMES = new PartNames(Words.english(), Rows::place);

    private final AttentionViewModel view = new AttentionViewModel(Words.english());
    private final BatchMaker maker = new BatchMaker(new WordTokenizer(), Rows.CHATML, Rows::place);

    @Test
    void aTokenOfAnotherRowIsNotSeenAndLeaksWithoutTheBlockMask() {
        show(Settings.packed(64));
        int second = view.pictureProperty().get().blocks().blocks().get(1).start();
        view.pointedProperty().set(new AttentionCell(second + 2, 3));
        assertThat(view.explanationProperty().get())
                .startsWith("Token 2 ‘⏎’ of Row 2 does not see token 3 ‘Hi’ of Row 1")
                .contains("different rows");

        view.leakShownProperty().set(true);
        assertThat(view.explanationProperty().get()).contains("would see");
        assertThat(view.pictureProperty().get().leakShown()).isTrue();
    }

    @Test
    void aTokenSeesThoseBeforeItInItsRow() {
        show(Settings.packed(64));
        view.pointedProperty().set(new AttentionCell(3, 2));
        assertThat(view.explanationProperty().get())
                .isEqualTo("Token 3 ‘Hi’ of Row 1 sees token 2 ‘⏎’ of Row 1.");

        view.pointedProperty().set(new AttentionCell(2, 3));
        assertThat(view.explanationProperty().get()).contains("attention looks left only");
    }

    @Test
    void leakedPairsAreCounted() {
        show(Settings.PADDING_FREE);
        var blocks = view.pictureProperty().get().blocks();

        assertThat(view.countsProperty().get())
                .startsWith(blocks.tokens() + " tokens in 3 rows: " + blocks.pairs() + " pairs");
        assertThat(view.leakProperty().get())
                .contains(blocks.leakedPairs() + " pairs leak")
                .endsWith("Score the batch to see what that does to the loss.");
    }

    @Test
    void rowsOfAPaddedBatchCannotLeakAndPaddingIsSeenByNobody() {
        show(Settings.LEFT);
        assertThat(view.titles()).containsExactly("Row 1", "Row 2", "Row 3");
        assertThat(view.leakProperty().get()).startsWith("Nothing can leak");
        assertThat(view.countsProperty().get()).contains(" tokens in 1 row: ");

        view.pointedProperty().set(new AttentionCell(8, 0));
        assertThat(view.explanationProperty().get()).startsWith("Position 0 is padding");

        view.rowProperty().set(2);
        assertThat(view.pictureProperty().get().rows()).containsExactly("row 3");
    }

    @Test
    void aRowThatIsGoneIsLeftForTheLastOne() {
        show(Settings.LEFT);
        view.rowProperty().set(2);

        show(Settings.PADDING_FREE);

        assertThat(view.rowProperty().get()).isZero();
        assertThat(view.pictureProperty().get().rows()).hasSize(3);
    }

    private void show(BatchSettings settings) {
        LabelBatch batch =
                maker.make(
                        List.of(
                                Rows.row(1, "Hi", "Yes it is"),
                                Rows.row(2, "Hi", "No"),
                                Rows.row(3, "Hi", "Yes it is so")),
                        settings);
        view.show(batch, List.of(), List.of(), NAMES);
    }
}
