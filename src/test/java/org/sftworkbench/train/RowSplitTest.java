package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowSplitTest {
    @Test
    void theSameSeedHoldsTheSameRowsOut() {
        RowSplit split = RowSplit.strict(50, 0.1, 42);
        assertThat(split.heldOut()).hasSize(5).isSorted().doesNotHaveDuplicates();
        assertThat(split.trained())
                .hasSize(45)
                .isSorted()
                .doesNotContainAnyElementsOf(split.heldOut());
        assertThat(RowSplit.strict(50, 0.1, 42)).isEqualTo(split);
        assertThat(RowSplit.strict(50, 0.1, 43)).isNotEqualTo(split);
    }

    @Test
    void aShareAndItsNumberOfRowsPartThemTheSame() {
        RowSplit split = RowSplit.strict(50, 0.1, 42);
        assertThat(RowSplit.of(50, 0.1, 42)).isEqualTo(split);
        assertThat(RowSplit.of(50, 5, 42)).isEqualTo(split);
    }

    /** Runs that were parted so before are gone on with. */
    @Test
    void whichRowsASeedHoldsOutStaysTheSame() {
        assertThat(RowSplit.of(20, 4, 7).heldOut()).containsExactly(9, 11, 16, 18);
    }

    @Test
    void whereBothSidesCannotHaveARowOneIsTrainedOnOrThatIsSaid() {
        assertThat(RowSplit.of(3, 7, 1).trained()).hasSize(1);
        assertThat(RowSplit.of(1, 0.5, 1)).isEqualTo(new RowSplit(List.of(0), List.of()));
        assertThatThrownBy(() -> RowSplit.strict(1, 0.1, 42)).isInstanceOf(TrainingException.class);
    }

    @Test
    void rowsAreThoseOfTheirIndices() {
        RowSplit split = new RowSplit(List.of(0, 2), List.of(1));
        assertThat(split.trainedOf(List.of("a", "b", "c"))).containsExactly("a", "c");
        assertThat(split.heldOutOf(List.of("a", "b", "c"))).containsExactly("b");
    }
}
