package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.data.JoinedRows;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.data.Labels;
import org.sftworkbench.data.RightPaddingCollator;
import org.sftworkbench.model.PackedRows;

/** What the model is trained to predict is what the labels of the rows say. */
class TrainingRowsTest {
    private static final LabelledExample SHORT =
            new LabelledExample(new int[] {11, 12}, new boolean[] {true, true});
    private static final LabelledExample LONG =
            new LabelledExample(
                    new int[] {21, 22, 23, 24}, new boolean[] {false, false, true, false});

    @Test
    void targetsOfJoinedRowsAreTheirShiftedLabels() {
        PackedRows rows = TrainingRows.inOrder(List.of(SHORT, LONG));
        assertThat(rows.lengths()).containsExactly(2, 4);
        assertThat(rows.ids()).containsExactly(11, 12, 21, 22, 23, 24);
        assertThat(rows.targets()).containsExactly(12, -1, -1, 23, -1, -1);
        assertThat(rows.targets())
                .containsExactly(none(JoinedRows.of(List.of(SHORT, LONG)).shiftedLabels()));
    }

    @Test
    void noTokenOfTheNextRowIsPredicted() {
        assertThat(TrainingRows.inOrder(List.of(SHORT, LONG)).others())
                .containsExactly(-1, -1, 22, -1, 24, -1);
    }

    @Test
    void longerRowsComeFirst() {
        assertThat(TrainingRows.packed(List.of(SHORT, LONG)).ids())
                .containsExactly(21, 22, 23, 24, 11, 12);
    }

    @Test
    void paddingIsNeverATarget() {
        PackedRows rows =
                TrainingRows.padded(new RightPaddingCollator(0).collate(List.of(SHORT, LONG)));
        assertThat(rows.lengths()).containsExactly(4, 4);
        assertThat(rows.ids()).containsExactly(11, 12, 0, 0, 21, 22, 23, 24);
        assertThat(rows.targets()).containsExactly(12, -1, -1, -1, -1, 23, -1, -1);
        assertThat(rows.others()).containsExactly(-1, -1, -1, -1, 22, -1, 24, -1);
    }

    private static int[] none(int[] labels) {
        return Arrays.stream(labels).map(label -> label == Labels.IGNORE ? -1 : label).toArray();
    }
}
