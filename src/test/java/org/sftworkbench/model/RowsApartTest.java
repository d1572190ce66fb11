package org.sftworkbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that stand end to end do not see each other: to the bit, in every architecture. */
class RowsApartTest {
    private static final int[] LENGTHS = {11, 9, 9, 5};

    @ParameterizedTest
    @MethodSource("org.sftworkbench.model.GoldenModels#everywhere")
    void changingARowLeavesTheLossesOfItsNeighboursAsTheyAre(PlacedModel placed) {
        try (LanguageModel model = placed.load(false)) {
            double[] before = model.score(rows(-1));
            for (int changed = 0; changed < LENGTHS.length; changed++) {
                double[] after = model.score(rows(changed));
                int at = 0;
                for (int row = 0; row < LENGTHS.length; row++) {
                    double[] own = Arrays.copyOfRange(before, at, at + LENGTHS[row]);
                    double[] now = Arrays.copyOfRange(after, at, at + LENGTHS[row]);
                    if (row == changed) {
                        assertThat(now).isNotEqualTo(own);
                    } else {
                        assertThat(now).isEqualTo(own);
                    }
                    at += LENGTHS[row];
                }
            }
        }
    }

    /** Rows of ids, every one of {@code changed}'s another. */
    private static PackedRows rows(int changed) {
        int size = Arrays.stream(LENGTHS).sum();
        int[] ids = new int[size];
        int[] targets = new int[size];
        int[] others = new int[size];
        Arrays.fill(targets, -1);
        Arrays.fill(others, -1);
        int at = 0;
        for (int row = 0; row < LENGTHS.length; row++) {
            for (int t = 0; t < LENGTHS[row]; t++, at++) {
                ids[at] = 3 + (row * 31 + t * 17 + (row == changed ? 101 : 0)) % 60;
                if (t > 0) {
                    targets[at - 1] = ids[at];
                }
            }
        }
        return new PackedRows(ids, LENGTHS, targets, others);
    }
}
