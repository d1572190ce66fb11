package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sftworkbench.cli.console.Console;
import org.sftworkbench.data.AnnotatedExample;
import org.sftworkbench.data.DataRow;
import org.sftworkbench.data.DatasetReader;
import org.sftworkbench.data.EncodingOptions;
import org.sftworkbench.data.ExampleEncoder;
import org.sftworkbench.data.mask.MaskPolicy;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.starter.AnswerJudge;
import org.sftworkbench.starter.HeldOut;
import org.sftworkbench.starter.StarterHome;
import org.sftworkbench.starter.StarterRecipe;
import org.sftworkbench.starter.World;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.TrainingConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sft demo}: the whole journey, from a base model to one that answers. */
@picocli.CommandLine.Command(
        name = "demo",
        description =
                "Fine-tune the starter model on the sample data, and ask it questions before and"
                        + " after.",
        sortOptions = false,
        footerHeading = "%nWith --json, the lines hold:%n",
        footer = {
            "  for each step, what 'sft train' prints;",
            "  for each held-out question, the question, the answers before and after, and what",
            "  became of them;",
            "  in the last line the figures: {\"stop_before\": …, \"right_before\": …,",
            "  \"stop_after\": …, \"right_after\": …, \"seconds\": …}, shares from 0 to 1: how often"
                    + " an",
            "  answer ends by itself with the end-of-turn token, and how often it is right."
        })
final class DemoCommand implements Runnable {
    private final Console console;
    private final Cancellation stop;

    @Spec CommandSpec spec;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Optimizer steps, instead of the recipe's passes over the rows.")
    Integer steps;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Keep the tuned model here: a directory that does not exist or is empty."
                            + " Without it nothing is kept.")
    Path out;

    @Mixin JsonMixin output;

    DemoCommand(Console console, Cancellation stop) {
        this.console = console;
        this.stop = stop;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        TrainingConfig config = config();
        UsageTracking.optOut();
        StarterHome home = StarterHome.find();
        Path base = home.model();
        new CheckpointTarget(out).check();
        DemoOutput teller = output.json ? new DemoJson(console) : new DemoText(console);
        try (TemporaryDirectory temporary = TemporaryDirectory.make();
                Tokenizer tokenizer = HuggingFaceFileTokenizer.open(base);
                EngineSession engine = new EngineSession(stop)) {
            ExampleEncoder encoder = encoder(tokenizer);
            HeldOutExam exam = new HeldOutExam(heldOut(home), tokenizer, encoder);
            List<SourcedExample> rows = rows(home, encoder);
            teller.data(sample(home, encoder), rows.size());
            HeldOutExam.Result before = exam.sit(base, engine, teller.asking());
            teller.base(exam, before);
            Path tuned = out == null ? temporary.path().resolve("tuned") : out;
            train(engine, base, rows, config, tokenizer.paddingId(), tuned, teller);
            HeldOutExam.Result after = exam.sit(tuned, engine, teller.asking());
            double seconds = (System.nanoTime() - start) / 1e9;
            teller.tuned(exam, before, after, Optional.ofNullable(out), seconds);
        }
    }

    private TrainingConfig config() {
        try {
            TrainingConfig recipe = StarterRecipe.demoTraining();
            return steps == null ? recipe : recipe.withSteps(steps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static ExampleEncoder encoder(Tokenizer tokenizer) {
        return new ExampleEncoder(
                tokenizer,
                new EncodingOptions(
                        TemplateNames.find(TemplateNames.MODEL, tokenizer).choice(),
                        new MaskPolicy.Assistant(),
                        Map.of()));
    }

    private static HeldOut heldOut(StarterHome home) {
        World world = World.of(StarterRecipe.standard().seed());
        return HeldOut.read(home.heldOut(), new AnswerJudge(world));
    }

    private List<SourcedExample> rows(StarterHome home, ExampleEncoder encoder) {
        RowReport report = new RowReport(console);
        List<SourcedExample> rows = new RowEncoder(encoder, report).examples(home.trainingFiles());
        report.conclude(rows.size(), "left out");
        return rows;
    }

    /** A short row: the first of those with a question and an answer. */
    private static AnnotatedExample sample(StarterHome home, ExampleEncoder encoder) {
        List<DataRow> rows = new DatasetReader().read(home.trainingFiles().get(1)).rows();
        DataRow chosen =
                rows.stream()
                        .filter(row -> row.conversation().messages().size() == 2)
                        .findFirst()
                        .orElse(rows.get(0));
        return encoder.encode(chosen.conversation());
    }

    private static void train(
            EngineSession engine,
            Path base,
            List<SourcedExample> rows,
            TrainingConfig config,
            int padId,
            Path tuned,
            DemoOutput teller) {
        engine.run(
                Command.Train.from(
                                base,
                                rows.stream().map(SourcedExample::example).toList(),
                                padId,
                                config)
                        .into(tuned),
                Event.Trained.class,
                teller::training);
    }
}
