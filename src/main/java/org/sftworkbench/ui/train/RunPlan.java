package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.SpecialTokens;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingException;

/**
 * Everything a run is made of, as it stood when Start was pressed.
 *
 * @param model directory to start from
 * @param settings how it is read and computed with
 * @param method what is trained and how
 * @param options how the sample question becomes a prompt
 * @param question what the model may be asked while it learns
 * @param every steps between two answers; 0 for none
 * @param outputRoot where finished checkpoints go
 */
record RunPlan(
        Path model,
        ModelSettings settings,
        TrainingMethod method,
        Tokenizer tokenizer,
        EncodingOptions options,
        EncodedRows rows,
        TrainingConfig config,
        Optional<SampleQuestion> question,
        int every,
        Path outputRoot) {
    /** Greedy, so that two answers differ only by what was learnt between them. */
    private static final GenerationSettings SAMPLE_SETTINGS = GenerationSettings.greedy(48);

    /** The question that will really be asked. */
    Optional<SampleQuestion> asked() {
        return every == 0 ? Optional.empty() : question;
    }

    /**
     * The command for the engine. Looks at the disk and tokenizes: background thread only.
     *
     * @throws TrainingException where the sample question does not fit the template
     */
    Command.Train command(CheckpointNames names) {
        return new Command.Train(
                model,
                settings,
                method,
                rows.examples(),
                config,
                padId(),
                asked().map(this::prompt).map(List::of).orElse(List.of()),
                asked().isPresent() ? every : 0,
                SAMPLE_SETTINGS,
                names.next(outputRoot, model, method.lora().isPresent() ? "lora" : "sft"));
    }

    private int[] prompt(SampleQuestion asked) {
        try {
            return new ExampleEncoder(tokenizer, options).prompt(asked.prompt());
        } catch (TemplateException e) {
            throw new TrainingException(
                    "The sample question of row "
                            + asked.row().number()
                            + " does not fit the template; choose another or set the steps between"
                            + " answers to 0. "
                            + e.getMessage());
        }
    }

    // Batches are padded with the tokenizer's own pad token, else its end-of-sequence, else id 0;
    // the attention mask keeps it out either way.
    private int padId() {
        SpecialTokens special = tokenizer.special();
        OptionalInt pad =
                special.pad().or(special::eos).map(tokenizer::idOf).orElse(OptionalInt.empty());
        return pad.orElse(0);
    }
}
