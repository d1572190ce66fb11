package org.sftworkbench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sftworkbench.generate.Continuation;
import org.sftworkbench.generate.Generator;
import org.sftworkbench.generate.PaddedPrompts;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.Inspector;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.train.Scorer;

/** Carries out one command at a time on loaded models. Engine thread only. */
final class CommandRunner implements AutoCloseable {
    private final ModelCache models;
    private final DeviceChoice devices;
    private final StopTokenizer tokenizers = new StopTokenizer();

    CommandRunner(ModelCache models, DeviceChoice devices) {
        this.models = models;
        this.devices = devices;
    }

    /**
     * @param tell hears every event but the terminal one
     * @param saveWish that a run is saved before its time
     * @return the terminal event
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    Event.Terminal run(
            Command command, Consumer<Event> tell, Cancellation cancellation, SaveWish saveWish) {
        if (command instanceof Command.LoadModel load) {
            return new Event.ModelReady(info(load));
        } else if (command instanceof Command.UnloadModel unload) {
            models.remove(unload.model());
            tokenizers.remove(unload.model());
            return new Event.ModelUnloaded(unload.model());
        } else if (command instanceof Command.Train train) {
            models.forgetTexts();
            return new TrainingRun(train, devices, tell, cancellation, saveWish).run();
        } else if (command instanceof Command.Generate generate) {
            return generate(generate, tell, cancellation);
        } else if (command instanceof Command.Score score) {
            return score(score, cancellation);
        } else if (command instanceof Command.Inspect inspect) {
            return inspect(inspect, cancellation);
        } else if (command instanceof Command.Merge merge) {
            return merge(merge, tell, cancellation);
        }
        throw new IllegalArgumentException("unknown command " + command);
    }

    private ModelInfo info(Command.LoadModel load) {
        LanguageModel model = models.get(load.model(), load.settings(), ModelCache.Use.GENERATING);
        ModelConfig config = model.config();
        return new ModelInfo(
                load.model(),
                config.modelType(),
                model.parameters(),
                config.layers().size(),
                config.hiddenSize(),
                config.vocabularySize(),
                config.maxPositions(),
                config.eosIds(),
                model.device(),
                model.adaptedBase());
    }

    private Event.Terminal generate(
            Command.Generate command, Consumer<Event> tell, Cancellation cancellation) {
        LanguageModel model =
                models.get(command.model(), command.modelSettings(), ModelCache.Use.GENERATING);
        long start = System.nanoTime();
        List<Continuation> continuations =
                generator(model, command)
                        .generate(
                                PaddedPrompts.of(command.prompts(), command.padding()),
                                command.settings(),
                                step -> tell.accept(new Event.Tokens(step.ids(), step.odds())),
                                cancellation);
        List<Event.GeneratedRow> rows = new ArrayList<>();
        for (Continuation continuation : continuations) {
            rows.add(row(continuation));
        }
        return new Event.Generated(List.copyOf(rows), secondsSince(start));
    }

    /** Only stop strings need the text that ids stand for. */
    private Generator generator(LanguageModel model, Command.Generate command) {
        Generator plain =
                command.settings().stopStrings().isEmpty()
                        ? new Generator(model)
                        : new Generator(model, tokenizers.of(command));
        return plain.remembering();
    }

    private static Event.GeneratedRow row(Continuation continuation) {
        int[] ids = continuation.outputIds();
        boolean stoppedByItself = continuation.stop() == Continuation.Stop.EOS;
        return new Event.GeneratedRow(
                ids,
                continuation.stop(),
                stoppedByItself ? ids[ids.length - 1] : -1,
                continuation.stopString().orElse(""));
    }

    private Event.Terminal score(Command.Score command, Cancellation cancellation) {
        List<double[]> nll =
                new Scorer(models.get(command.model(), command.settings(), ModelCache.Use.SCORING))
                        .score(command.examples(), cancellation);
        double sum = 0;
        long count = 0;
        for (double[] row : nll) {
            for (double value : row) {
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return new Event.Scored(nll, count == 0 ? Double.NaN : sum / count);
    }

    private Event.Terminal inspect(Command.Inspect command, Cancellation cancellation) {
        LanguageModel model =
                models.get(command.model(), command.settings(), ModelCache.Use.SCORING);
        cancellation.check();
        InspectedBatch batch = command.batch();
        Inspector.Found found =
                new Inspector(model)
                        .inspect(
                                new Inspector.Places(
                                        batch.ids(),
                                        batch.positions(),
                                        batch.blocks(),
                                        batch.attention()),
                                command.likeliest());
        return new Event.Inspected(
                found.nll(),
                new Event.Expectations(found.count(), found.ids(), found.probabilities()));
    }

    private Event.Terminal merge(
            Command.Merge command, Consumer<Event> tell, Cancellation cancellation) {
        CheckpointTarget target = new CheckpointTarget(command.out());
        target.check();
        long start = System.nanoTime();
        try (LanguageModel model =
                LanguageModel.load(command.model(), command.settings().toRead(devices))) {
            cancellation.check();
            model.checkCompanions();
            tell.accept(new Event.Saving(0));
            model.saveMerged(
                    command.out(),
                    (what, done, total) -> {
                        cancellation.check();
                        tell.accept(new Event.Merging(done, total));
                    });
        }
        return new Event.Merged(command.out(), secondsSince(start));
    }

    /** Frees what it keeps itself; the models are their owner's. */
    @Override
    public void close() {
        tokenizers.close();
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
