package org.sftworkbench.ui.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sftworkbench.engine.MeasuredBeside;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;
import org.sftworkbench.run.RunRecord;
import org.sftworkbench.train.LoraConfigJson;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingConfigJson;

/**
 * What a past run was trained with, to be chosen again: all but its model, its data and its
 * template, which are the window's, and the device, which is the machine's.
 */
record PastChoices(
        TrainingConfig config,
        StepOptions step,
        Optional<LoraConfig> lora,
        Precision precision,
        MeasuredBeside measured,
        int saveEvery,
        int kept) {
    /**
     * @throws org.sftworkbench.train.TrainingException where the record says what no run can be
     *     trained with
     */
    static PastChoices of(RunRecord run) {
        ObjectNode config = run.config();
        TrainingConfigJson.Numbers numbers = TrainingConfigJson.read(config);
        return new PastChoices(
                numbers.config(),
                numbers.step(),
                LoraConfigJson.read(run.adapter()),
                config.path("precision").asText().equals("bf16")
                        ? Precision.BF16
                        : Precision.FLOAT32,
                MeasuredBeside.read(run.policy()),
                config.path("save_steps").asInt(0),
                config.path("save_total_limit").asInt(0));
    }

    /** Chooses it; what the run says nothing of stays as it is. FX thread only. */
    void choose(TrainingChoices choices) {
        choose(choices.form());
        choose(choices.method());
        choose(choices.computation());
        RecordForm record = choices.record();
        record.evalShare().type(measured.heldOut());
        if (measured.heldOut() > 0) {
            record.evalEvery().type(measured.evalSteps());
        }
        record.saveEvery().type(saveEvery);
        record.kept().type(kept);
    }

    private void choose(TrainingForm form) {
        String length = form.maxLength().textProperty().get();
        form.type(config);
        if (config.maxLength() == 0) {
            // The command line has runs without a bound; here one stands in the form.
            form.maxLength().textProperty().set(length);
        }
    }

    private void choose(MethodForm method) {
        method.loraProperty().set(lora.isPresent());
        lora.ifPresent(
                adapter -> {
                    method.rank().type(adapter.rank());
                    method.alpha().type(adapter.alpha());
                    method.dropout().type(adapter.dropout());
                    method.targets().type(adapter.targets());
                    method.modulesToSave().type(adapter.trainedWhole());
                    method.rankStabilizedProperty().set(adapter.rankStabilized());
                });
    }

    private void choose(ComputationForm computation) {
        computation.precisionProperty().set(precision);
        computation.checkpointingProperty().set(step.checkpointing());
        computation.lossOfAllProperty().set(step.lossOfAll());
        computation.packingProperty().set(step.packingStrategy());
        if (step.packing()) {
            computation.layoutProperty().set(BatchLayout.PACKED);
        } else {
            computation
                    .layoutProperty()
                    .set(step.rightPadding() ? BatchLayout.PADDED : BatchLayout.PADDING_FREE);
        }
    }
}
