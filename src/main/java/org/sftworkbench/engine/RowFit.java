package org.sftworkbench.engine;

import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;

/**
 * Finds out before a run whether its rows are of the model's vocabulary and within its positions,
 * so that no run ends in the middle for a row of another model's tokenizer.
 */
final class RowFit {
    private final Command.Train command;
    private final LanguageModel model;

    RowFit(Command.Train command, LanguageModel model) {
        this.command = command;
        this.model = model;
    }

    /**
     * @throws ModelException where one is not; names it
     */
    void check() {
        List<LabelledExample> rows = command.examples();
        for (int i = 0; i < rows.size(); i++) {
            check(rows.get(i), command.origins().describe(i));
        }
        List<LabelledExample> held = command.measurements().evaluationRows();
        for (int i = 0; i < held.size(); i++) {
            check(held.get(i), "row " + (i + 1) + " of those held out");
        }
        command.measurements()
                .probe()
                .ifPresent(probe -> check(probe.row().inputIds(), 0, "the row that is probed"));
        for (int[] prompt : command.samples().prompts()) {
            check(prompt, prompt.length, "the question that is asked on the way");
        }
        if (command.method().step().rightPadding()) {
            check(new int[] {command.padId()}, 0, "the padding");
        }
    }

    private void check(LabelledExample row, String name) {
        int used = command.config().length().kept(row).map(LabelledExample::length).orElse(0);
        check(row.inputIds(), used, name);
    }

    private void check(int[] ids, int length, String name) {
        try {
            model.checkIds(ids, length);
        } catch (ModelException e) {
            throw new ModelException(name + ": " + e.getMessage(), e);
        }
    }
}
