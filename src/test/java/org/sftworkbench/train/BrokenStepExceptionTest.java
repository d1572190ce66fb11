package org.sftworkbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.sftworkbench.engine.KeptSteps;
import org.sftworkbench.ui.common.words.ToldInChinese;

/** A broken step says what broke, which rows are to blame, and what to do. */
class BrokenStepExceptionTest {
    @Test
    void itNamesTheRowsAsTheirFilesDo() {
        assertThat(told(List.of(0, 1), false))
                .isEqualTo(
                        "Step 7: the loss is no longer finite, so the update was not made. It comes"
                                + " from data.jsonl, row 1 and data.jsonl, row 2: mend what stands"
                                + " there, or leave it out");
    }

    @Test
    void itIsToldWhereTheRowsCouldNotBeFound() {
        IllegalStateException why = new IllegalStateException("out of memory");
        BrokenStepException broken = BrokenStepException.unexplained(7, "gradient", why);
        String told = broken.describe(row -> "data.jsonl, row " + (row + 1));
        assertThat(told)
                .startsWith("Step 7: the gradient is no longer finite, so the update was not made.")
                .contains("could not be found out")
                .isEqualTo(broken.getMessage());
        assertThat(broken).hasSuppressedException(why);
        ToldInChinese.check(told);
    }

    @Test
    void itIsToldInChinese() {
        for (List<Integer> rows :
                List.of(
                        List.<Integer>of(),
                        List.of(0),
                        List.of(0, 1, 2, 3, 4),
                        List.of(0, 1, 2, 3, 4, 5, 6))) {
            ToldInChinese.check(told(rows, false));
            ToldInChinese.check(told(rows, true));
            for (boolean comesAgain : List.of(false, true)) {
                KeptSteps kept = new KeptSteps(6, OptionalInt.of(6), comesAgain);
                ToldInChinese.check(kept.after(told(rows, false)));
                ToldInChinese.check(kept.after(told(rows, true)));
            }
        }
    }

    private static String told(List<Integer> rows, boolean all) {
        return new BrokenStepException(7, "loss", rows, all)
                .describe(row -> "data.jsonl, row " + (row + 1));
    }
}
