package org.sftworkbench.starter;

import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;

/** Learns the starter's vocabulary from its own corpus. Stateless. */
public final class StarterVocabulary {
    /** A pair seen once says nothing about how the world is told. */
    private static final long MINIMUM_COUNT = 2;

    /**
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public BpeVocabulary learn(
            StarterRecipe recipe, World world, Progress progress, Cancellation cancellation) {
        BpeTrainer trainer = new BpeTrainer();
        Corpus corpus = new Corpus(world, recipe.mix(), recipe.seed());
        for (int i = 0; i < recipe.vocabularyDocuments(); i++) {
            if (i % 1000 == 0) {
                cancellation.check();
                progress.report("counting words", i, recipe.vocabularyDocuments());
            }
            trainer.add(corpus.next().body());
        }
        progress.report("learning the vocabulary", 0, 0);
        return trainer.train(recipe.vocabularySize() - TokenizerFiles.ADDED, MINIMUM_COUNT);
    }
}
