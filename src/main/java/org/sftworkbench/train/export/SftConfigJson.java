package org.sftworkbench.train.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainingConfigJson;

/** A run's numbers as arguments of TRL 1.13's {@code SFTConfig}. */
final class SftConfigJson {
    private static final Set<String> OURS =
            Set.of("loss_normalization", "overlong_rows", "truncation_mode", "loss_of_all_tokens");

    private SftConfigJson() {}

    /** Nothing but what {@code SFTConfig} takes. */
    static ObjectNode sft(TrlJob job) {
        ObjectNode json = TrainingConfigJson.write(job.numbers());
        OURS.forEach(json::remove);
        StepOptions step = job.numbers().step();
        // TRL lays rows end to end for packs only; otherwise that needs FlashAttention.
        json.put("padding_free", step.packing());
        if (step.packing()) {
            // The only one of ours that TRL has.
            json.put("packing_strategy", "bfd");
            json.put("eval_packing", false);
        }
        if (job.heldOut().isEmpty()) {
            json.put("eval_strategy", "no");
            json.remove("eval_steps");
        } else if (json.path("eval_steps").asInt() == 0) {
            json.put("eval_strategy", "epoch");
            json.remove("eval_steps");
        }
        json.put("loss_type", trainsHead(job) ? "nll" : "chunked_nll");
        json.put("optim", "adamw_torch_fused");
        json.put("bf16", job.precision() == Precision.BF16);
        json.put("fp16", false);
        json.put("logging_steps", 1);
        json.put("save_strategy", "epoch");
        json.put("report_to", "none");
        return json;
    }

    /** TRL's chunked loss reads the output projection's weight past an adapter on it. */
    private static boolean trainsHead(TrlJob job) {
        return job.adapter().isPresent()
                || job.lora()
                        .map(
                                lora ->
                                        lora.targets().contains("lm_head")
                                                || !lora.trainedWhole().isEmpty())
                        .orElse(false);
    }
}
