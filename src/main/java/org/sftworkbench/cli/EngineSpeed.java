package org.sftworkbench.cli;

import java.nio.file.Path;
import java.util.List;
import org.sftworkbench.bench.BenchRows;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.engine.Command;
import org.sftworkbench.engine.Event;
import org.sftworkbench.engine.ModelSettings;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;

/** Trains and writes through an engine, and measures how fast the events of it arrive. */
final class EngineSpeed {
    private static final int ROW = 128;
    private static final int PROMPT = 32;

    /** As many as the chat shows. */
    private static final int ALTERNATIVES = 5;

    private final Command.Train train;
    private final Command.Generate generate;

    /**
     * @param steps to train, the first of which only starts the clock
     * @param tokens to write
     */
    EngineSpeed(Path model, ModelSettings settings, int batchSize, int steps, int tokens) {
        BenchRows rows = new BenchRows(ModelConfig.read(model).vocabularySize(), 1);
        List<LabelledExample> examples = rows.equal(batchSize * steps, ROW, 0.5);
        train = Command.Train.from(model, examples, 0, numbers(batchSize, steps)).with(settings);
        generate =
                new Command.Generate(
                        model,
                        settings,
                        List.of(rows.equal(1, PROMPT, 1).get(0).inputIds()),
                        new GenerationSettings(tokens, 0, 1, 0, 0, true)
                                .withAlternatives(ALTERNATIVES));
    }

    private static TrainingConfig numbers(int batchSize, int steps) {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(1e-5, 0, 1),
                new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                new TrainingConfig.Batching(batchSize, 1, false, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                0);
    }

    /**
     * What was measured.
     *
     * @param trainedTokensPerSecond from one step's event to the last one's
     * @param firstTokenSeconds from the question to the first token's event
     * @param writtenTokensPerSecond from then on
     */
    record Figures(
            double trainedTokensPerSecond,
            double firstTokenSeconds,
            double writtenTokensPerSecond) {}

    /**
     * @throws CommandFailure where the engine says that it failed
     */
    Figures measure(EngineSession engine) {
        Arrivals steps = new Arrivals();
        engine.run(
                train,
                Event.Trained.class,
                event -> {
                    if (event instanceof Event.TrainStepped stepped) {
                        steps.count(stepped.step().tokens());
                    }
                });
        Arrivals tokens = new Arrivals();
        long asked = System.nanoTime();
        engine.run(
                generate,
                Event.Generated.class,
                event -> {
                    if (event instanceof Event.Tokens) {
                        tokens.count(1);
                    }
                });
        return new Figures(steps.perSecond(), (tokens.first - asked) * 1e-9, tokens.perSecond());
    }

    /** When events came, and how many things they told of. */
    private static final class Arrivals {
        private boolean begun;
        private long first;
        private long last;
        private long things;

        void count(long more) {
            last = System.nanoTime();
            if (begun) {
                things += more;
            } else {
                first = last;
                begun = true;
            }
        }

        /** Those of the first event were made before the clock ran. */
        double perSecond() {
            return things / ((last - first) * 1e-9);
        }
    }
}
