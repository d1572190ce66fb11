package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.GradientWindow;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.LossPass;

/** Finds the rows whose loss or gradient is not finite, each by itself. Engine thread only. */
final class BrokenRows {
    private final LanguageModel model;
    private final List<LabelledExample> examples;
    private final boolean checkpointing;

    BrokenRows(LanguageModel model, List<LabelledExample> examples, boolean checkpointing) {
        this.model = model;
        this.examples = examples;
        this.checkpointing = checkpointing;
    }

    /** Those of some rows, given by their indices. */
    List<Integer> among(int[] rows) {
        List<Integer> broken = new ArrayList<>();
        for (int row : rows) {
            if (isBroken(examples.get(row))) {
                broken.add(row);
            }
        }
        return broken;
    }

    private boolean isBroken(LabelledExample row) {
        try (GradientWindow alone = model.newGradients()) {
            LossPass pass =
                    alone.add(
                            TrainingRows.packed(List.of(row)),
                            new GradientWindow.Pass(
                                    1.0 / row.supervisedTokens(), false, checkpointing, 0));
            return !Double.isFinite(pass.supervisedNll()) || !alone.areFinite();
        }
    }
}
