package org.sftworkbench.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.fault.DataException;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.MeasuredBeside;
import org.sftworkbench.engine.Measurements;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.engine.ProbedRow;
import org.sftworkbench.engine.Recording;
import org.sftworkbench.engine.RowRecipe;
import org.sftworkbench.engine.TrainingMethod;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ModelDirectory;
import org.sftworkbench.template.TemplateException;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.RowSplit;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingException;
import org.sftworkbench.ui.common.words.Words;

/**
 * Everything a run is made of, as it stood when Start was pressed.
 *
 * @param model directory to start from
 * @param settings how it is read and computed with
 * @param method what is trained and how
 * @param options how rows become tokens
 * @param watched what is measured beside the steps
 * @param sources files the rows come from
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
        RowSources sources,
        Path outputRoot) {
    private static final String TEMPLATE = "template pane";

    /** Greedy, so that two answers differ only by what was learnt between them. */
    private static final GenerationSettings SAMPLE_SETTINGS = GenerationSettings.greedy(48);

    /**
     * What is measured beside the steps, and kept.
     *
     * @param question what the model is asked while it learns, if anything
     * @param questionEvery steps between two answers; 0 for none
     * @param conversation whose tokens are scored, if any
     * @param conversationEvery steps between two scores; 0 for none
     * @param heldOut rows held out: a share below 1, or a number of rows
     * @param evalEvery steps between two evaluations; 0 for at the ends only
     * @param saveEvery steps between two checkpoints; 0 for the last only
     * @param kept checkpoints that are kept
     */
    record Watched(
            Optional<SampleQuestion> question,
            int questionEvery,
            Optional<SampleQuestion> conversation,
            int conversationEvery,
            double heldOut,
            int evalEvery,
            int saveEvery,
            int kept) {
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
     * The command for the engine. Looks at the disk and tokenizes: background thread only.
     *
     * @throws TrainingException where the sample question or the probed conversation does not fit
     *     the template
     */
    ReadyRun ready(CheckpointNames names) {
        RowSplit split = RowSplit.of(rows.examples().size(), watched.heldOut(), config.seed());
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, options.at(rows.renderedAt()));
        Optional<AnnotatedExample> probe =
                watched.scored()
                        .map(
                                chosen ->
                                        fitting(
                                                Words.key("probed conversation"),
                                                chosen,
                                                row -> encoder.encode(row.row())));
        Optional<ProbedRow> probed = probe.map(example -> ProbedRow.of(example, tokenizer));
        List<int[]> prompts =
                watched.asked()
                        .map(
                                chosen ->
                                        fitting(
                                                Words.key("sample question"),
                                                chosen,
                                                row -> encoder.prompt(row.prompt())))
                        .map(List::of)
                        .orElse(List.of());
        boolean adapter = ReadyRun.trainsAdapter(model, method);
        Command.Train command =
                Command.Train.from(model, rows.examples(), tokenizer.paddingId(), config)
                        .with(settings)
                        .by(method)
                        .sampling(
                                prompts,
                                prompts.isEmpty() ? 0 : watched.questionEvery(),
                                SAMPLE_SETTINGS)
                        .into(names.next(outputRoot, model, adapter ? "lora" : "sft"))
                        .of(sources.origins(rows.rows()))
                        .onRows(split.trained())
                        .measuring(measured(split, probed))
                        .recorded(recording());
        return new ReadyRun(
                command,
                probed.map(row -> ProbedToken.of(probe.get(), row.kinds())).orElse(List.of()),
                split.trainedOf(rows.rows()),
                watched.asked(),
                OptionalLong.empty(),
                List.of(),
                AnswerReader.with(tokenizer),
                adapter);
    }

    private Measurements measured(RowSplit split, Optional<ProbedRow> probe) {
        Measurements measured =
                Measurements.STEPS_ONLY
                        .withTurnEnds(turnEnds())
                        .withEvaluation(split.heldOutOf(rows.examples()), watched.evalEvery());
        return probe.isEmpty()
                ? measured
                : measured.withProbe(probe.get(), watched.conversationEvery());
    }

    private Recording recording() {
        RowRecipe recipe = RowRecipe.of(TEMPLATE, options.at(rows.renderedAt()), sources.columns());
        new MeasuredBeside(
                        watched.heldOut(),
                        List.of(),
                        watched.evalEvery(),
                        Measurements.STEPS_ONLY.evaluationBatch(),
                        watched.scored().isPresent()
                                ? OptionalInt.of(watched.conversationEvery())
                                : OptionalInt.empty(),
                        turnEnds())
                .write(recipe.policy());
        watched.asked().ifPresent(question -> question.write(recipe.policy()));
        return Recording.of(
                        sources.files(rows.rows()),
                        recipe,
                        Optional.of(ModelDirectory.ofTokenizer(model)))
                .saving(watched.saveEvery(), watched.kept());
    }

    private static <T> T fitting(
            String what, SampleQuestion chosen, Function<SampleQuestion, T> encoding) {
        try {
            return encoding.apply(chosen);
        } catch (TemplateException | DataException e) {
            throw new TrainingException(
                    Words.original(
                            "The {0} of row {1} does not fit the template; choose another or set"
                                    + " its steps to 0. {2}",
                            what, chosen.row().number(), e.getMessage()));
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
