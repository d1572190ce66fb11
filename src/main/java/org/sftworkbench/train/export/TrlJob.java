package org.sftworkbench.train.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.model.LoraConfig;
import org.sftworkbench.model.Precision;
import org.sftworkbench.train.TrainingConfigJson;

/**
 * A run to be done by TRL's {@code SFTTrainer}.
 *
 * @param model the whole model's directory
 * @param adapter an adapter that is trained on; empty for none
 * @param lora new adapters to train; empty to train every weight
 * @param tokenizer its directory; empty where the rows came without one
 * @param templates the Jinja chat templates the rows were rendered with, by name; empty where they
 *     were not
 * @param numbers of the run
 * @param precision of the weights
 * @param rows to train on, cut and chosen as the run would
 * @param heldOut rows to score; empty for none
 * @param padId id for padding
 * @param eosId id that ends a text
 * @param capsAttention whether the model bounds its attention scores, as Gemma 2 does
 */
public record TrlJob(
        Path model,
        Optional<Path> adapter,
        Optional<LoraConfig> lora,
        Optional<Path> tokenizer,
        Map<String, String> templates,
        TrainingConfigJson.Numbers numbers,
        Precision precision,
        List<LabelledExample> rows,
        List<LabelledExample> heldOut,
        int padId,
        int eosId,
        boolean capsAttention) {}
