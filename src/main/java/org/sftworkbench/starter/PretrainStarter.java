package org.sftworkbench.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.disk.DurableFiles;
import org.sftworkbench.engine.CheckpointTarget;
import org.sftworkbench.engine.UsageTracking;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.ModelException;
import org.sftworkbench.tokenizer.HuggingFaceFileTokenizer;
import org.sftworkbench.tokenizer.Tokenizer;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.Trainer;
import org.sftworkbench.train.TrainingListener;

/**
 * Makes the starter base model from nothing but its recipe: world, corpus, vocabulary, weights.
 * Everything runs on the calling thread, which must be the only one that uses models meanwhile.
 */
public final class PretrainStarter {
    private final StarterRecipe recipe;
    private final Progress progress;
    private final Cancellation cancellation;

    public PretrainStarter(StarterRecipe recipe, Progress progress, Cancellation cancellation) {
        this.recipe = recipe;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    /**
     * Makes the model; the directory appears whole or not at all.
     *
     * @param target a directory that does not exist or is empty
     * @param listener hears of the training steps
     * @throws ModelException where the target is in use or cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public void run(Path target, TrainingListener listener) {
        UsageTracking.optOut();
        new CheckpointTarget(target).check();
        try {
            Path blueprint = Files.createTempDirectory("sft-starter-");
            try {
                writeBlueprint(blueprint);
                train(blueprint, target, listener);
            } finally {
                delete(blueprint);
            }
        } catch (IOException e) {
            throw new ModelException(
                    target + ": the starter model cannot be written: " + DurableFiles.why(e), e);
        }
    }

    /**
     * Writes the configuration and the tokenizer: all of the model but its weights.
     *
     * @param directory exists
     */
    public void writeBlueprint(Path directory) throws IOException {
        World world = World.of(recipe.seed());
        BpeVocabulary vocabulary =
                new StarterVocabulary().learn(recipe, world, progress, cancellation);
        new TokenizerFiles().write(vocabulary, recipe.shape().maxPositions(), directory);
        new ModelFiles().write(recipe.shape(), vocabulary.tokens().size(), directory);
    }

    private void train(Path blueprint, Path target, TrainingListener listener) {
        World world = World.of(recipe.seed());
        try (Tokenizer tokenizer = HuggingFaceFileTokenizer.open(blueprint);
                LanguageModel model = LanguageModel.initialise(blueprint, recipe.seed())) {
            List<LabelledExample> rows =
                    new PretrainingRows().cut(recipe, world, tokenizer, progress, cancellation);
            int pad = tokenizer.idOf(TokenizerFiles.END_OF_TEXT).orElseThrow();
            new Trainer(model, rows, recipe.training(), StepOptions.DEFAULTS, pad)
                    .run(listener, cancellation);
            cancellation.check();
            model.save(target);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
