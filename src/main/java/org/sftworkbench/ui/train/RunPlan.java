package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataException;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingException;

/**
 * Everything a run is made of, as it stood when Start was pressed.
 *
 * @param model directory to start from
 * @param settings how it is read and computed with
 * @param method what is trained and how
 * @param options how rows become tokens
 * @param watched what is measured beside the steps
 * @param outputRoot where runs go
 */
record RunPlan(
        Path model,
        ModelSettings settings,
        TrainingMethod method,
        Tokenizer tokenizer,
        EncodingOptions options,
        EncodedRows rows,
        TrainingConfig config,
        Watched watched,
        Path outputRoot) {
    /** Greedy, so that two answers differ only by what was learnt between them. */
    private static final GenerationSettings SAMPLE_SETTINGS = GenerationSettings.greedy(48);

    /**
     * What is measured beside the steps.
     *
     * @param question what the model is asked while it learns, if anything
     * @param questionEvery steps between two answers; 0 for none
     * @param conversation whose tokens are scored, if any
     * @param conversationEvery steps between two scores; 0 for none
     * @param heldOut rows held out: a share below 1, or a number of rows
     * @param evalEvery steps between two evaluations; 0 for at the ends only
     */
    record Watched(
            Optional<SampleQuestion> question,
            int questionEvery,
            Optional<SampleQuestion> conversation,
            int conversationEvery,
            double heldOut,
            int evalEvery) {
        /** The question that will really be asked. */
        Optional<SampleQuestion> asked() {
            return questionEvery == 0 ? Optional.empty() : question;
        }

        /** The conversation that will really be scored. */
        Optional<SampleQuestion> scored() {
            return conversationEvery == 0 ? Optional.empty() : conversation;
        }
    }

    /**
     * A run that can begin.
     *
     * @param probed tokens of the conversation that is scored; none where none is
     */
    record Ready(Command.Train command, List<ProbedToken> probed) {}

    /**
     * The command for the engine. Looks at the disk and tokenizes: background thread only.
     *
     * @throws TrainingException where the sample question or the probed conversation does not fit
     *     the template
     */
    Ready ready(CheckpointNames names) {
        RecordForm.Split split =
                RecordForm.split(rows.examples(), watched.heldOut(), config.seed());
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, options);
        Optional<AnnotatedExample> probe =
                watched.scored()
                        .map(
                                chosen ->
                                        fitting(
                                                "probed conversation",
                                                chosen,
                                                row -> encoder.encode(row.row())));
        Measurements measured =
                Measurements.STEPS_ONLY
                        .withTurnEnds(turnEnds())
                        .withEvaluation(split.heldOut(), watched.evalEvery());
        if (probe.isPresent()) {
            measured = measured.withProbe(probe.get().example(), watched.conversationEvery());
        }
        List<int[]> prompts =
                watched.asked()
                        .map(
                                chosen ->
                                        fitting(
                                                "sample question",
                                                chosen,
                                                row -> encoder.prompt(row.prompt())))
                        .map(List::of)
                        .orElse(List.of());
        Command.Train command =
                new Command.Train(
                                model,
                                settings,
                                method,
                                split.trained(),
                                config,
                                tokenizer.paddingId(),
                                prompts,
                                prompts.isEmpty() ? 0 : watched.questionEvery(),
                                SAMPLE_SETTINGS,
                                names.next(
                                        outputRoot,
                                        model,
                                        method.lora().isPresent() ? "lora" : "sft"))
                        .measuring(measured);
        return new Ready(command, probe.map(ProbedToken::of).orElse(List.of()));
    }

    private static <T> T fitting(
            String what, SampleQuestion chosen, Function<SampleQuestion, T> encoding) {
        try {
            return encoding.apply(chosen);
        } catch (TemplateException | DataException e) {
            throw new TrainingException(
                    "The "
                            + what
                            + " of row "
                            + chosen.row().number()
                            + " does not fit the template; choose another or set its steps to 0. "
                            + e.getMessage());
        }
    }

    private List<Integer> turnEnds() {
        return tokenizer.endOfTurnCandidates().stream()
                .map(tokenizer::idOf)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
    }
}
