package org.sftworkbench.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.Rows;
import org.sftworkbench.ui.WordTokenizer;
import org.sftworkbench.ui.common.grid.CellKind;
import org.sftworkbench.ui.common.grid.GridBlock;
import org.sftworkbench.ui.common.grid.GridCell;
import org.sftworkbench.ui.common.grid.GridContent;
import org.sftworkbench.ui.common.grid.GridLine;
import org.sftworkbench.ui.common.grid.GridLink;
import org.sftworkbench.ui.common.grid.GridPosition;
import org.sftworkbench.ui.common.words.Words;

class LabelGridContentTest {
    private static final PartNames NAMES = new PartNames(Words.english(), Rows::place);

    private final WordTokenizer tokenizer = new WordTokenizer();
    private final LabelBatch batch =
            new BatchMaker(tokenizer, Rows.ROLE_MARKS, Rows::place)
                    .make(
                            List.of(Rows.row(1, "Hi", "Yes"), Rows.row(2, "Hi", "Yes it is")),
                            Settings.RIGHT);
    private final LabelRow first = batch.rows().get(0);

    /** Position that predicts the first word of the answer. */
    private final int t = first.tokens() - 3;

    @Test
    void inTheShiftedConventionTheArrowPointsStraightDownToACopyOfTheNextToken() {
        GridBlock block = block(LabelConvention.SHIFTED, 0);

        assertThat(block.links())
                .containsExactly(
                        new GridLink(0, t, 1, t, GridLink.Kind.PREDICTS),
                        new GridLink(0, t + 1, 1, t, GridLink.Kind.COPIED),
                        new GridLink(0, t + 1, 1, t + 1, GridLink.Kind.PREDICTS),
                        new GridLink(0, t + 2, 1, t + 1, GridLink.Kind.COPIED));
        assertThat(labels(block).cell(t).text()).isEqualTo("Yes");
        assertThat(labels(block).cell(t).kind()).isEqualTo(CellKind.TRAINED);
    }

    @Test
    void inTheAlignedConventionTheArrowLeansToTheTokensOwnColumn() {
        GridBlock block = block(LabelConvention.ALIGNED, 0);

        assertThat(block.links())
                .containsExactly(
                        new GridLink(0, t, 1, t + 1, GridLink.Kind.PREDICTS),
                        new GridLink(0, t + 1, 1, t + 2, GridLink.Kind.PREDICTS));
        assertThat(labels(block).cell(t).text()).isEqualTo("-100");
        assertThat(labels(block).cell(t + 1).text()).isEqualTo("Yes");
    }

    @Test
    void promptPositionsShowMinusOneHundredAndPaddingIsHatched() {
        GridBlock block = block(LabelConvention.SHIFTED, 0);

        assertThat(labels(block).cell(0).text()).isEqualTo("-100");
        assertThat(labels(block).cell(0).kind()).isEqualTo(CellKind.IGNORED);
        int pad = first.tokens();
        assertThat(block.lines().get(0).cell(pad).kind()).isEqualTo(CellKind.PADDING);
        assertThat(labels(block).cell(pad).kind()).isEqualTo(CellKind.PADDING);
    }

    @Test
    void whiteSpaceInTokensIsVisible() {
        GridBlock block = block(LabelConvention.SHIFTED, 0);

        assertThat(block.lines().get(0).cells().stream().map(GridCell::text)).contains("⏎");
    }

    @Test
    void maskAndPositionsAreLinesOfTheirOwnWhenAskedFor() {
        GridContent content =
                new LabelGridContent(LabelConvention.SHIFTED, true, true, NAMES)
                        .of(batch, List.of());

        assertThat(content.blocks().get(0).lines().stream().map(GridLine::title))
                .containsExactly("input ids", "labels", "attention mask", "position ids");
        GridLine mask = content.blocks().get(0).lines().get(2);
        assertThat(mask.cell(first.tokens() - 1).text()).isEqualTo("1");
        assertThat(mask.cell(first.tokens()).text()).isEqualTo("0");
    }

    @Test
    void theNllStandsWhereTheLabelStands() {
        double[] nll = new double[first.length()];
        java.util.Arrays.fill(nll, Double.NaN);
        nll[t + 1] = 3;
        nll[1] = 5;
        List<RowReading> scores =
                List.of(
                        new RowReading(nll, List.of()),
                        new RowReading(new double[first.length()], List.of()));

        GridBlock shifted =
                new LabelGridContent(LabelConvention.SHIFTED, false, false, NAMES)
                        .of(batch, scores)
                        .blocks()
                        .get(0);
        GridBlock aligned =
                new LabelGridContent(LabelConvention.ALIGNED, false, false, NAMES)
                        .of(batch, scores)
                        .blocks()
                        .get(0);

        assertThat(shifted.lines().get(2).cell(t).text()).isEqualTo("3.00");
        assertThat(shifted.lines().get(2).cell(t).heat()).isEqualTo(0.5);
        assertThat(shifted.lines().get(2).cell(t + 1).kind()).isEqualTo(CellKind.BLANK);
        assertThat(shifted.lines().get(2).cell(0).text()).isEqualTo("5.00");
        assertThat(shifted.lines().get(2).cell(0).heat()).as("not in the loss").isNaN();
        assertThat(aligned.lines().get(2).cell(t + 1).text()).isEqualTo("3.00");
    }

    @Test
    void anAlignedLabelBelongsToThePositionBeforeIt() {
        LabelGridContent aligned =
                new LabelGridContent(LabelConvention.ALIGNED, false, false, NAMES);
        LabelGridContent shifted =
                new LabelGridContent(LabelConvention.SHIFTED, false, false, NAMES);

        assertThat(aligned.pairAt(new GridPosition(1, 1, 5))).isEqualTo(new LabelPair(1, 4));
        assertThat(aligned.pairAt(new GridPosition(1, 0, 5))).isEqualTo(new LabelPair(1, 5));
        assertThat(shifted.pairAt(new GridPosition(1, 1, 5))).isEqualTo(new LabelPair(1, 5));
    }

    private GridBlock block(LabelConvention convention, int r) {
        return new LabelGridContent(convention, false, false, NAMES)
                .of(batch, List.of())
                .blocks()
                .get(r);
    }

    private static GridLine labels(GridBlock block) {
        return block.lines().get(LabelGridContent.LABEL_LINE);
    }
}
