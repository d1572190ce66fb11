package org.sftworkbench.starter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.job.Progress;
import org.sftworkbench.tokenizer.Tokenizer;

/**
 * Cuts the corpus into rows of one length, every token of them supervised: documents follow each
 * other, some closed by the end-of-text token, and a row begins wherever the one before it ended.
 * Stateless.
 */
final class PretrainingRows {
    private static final String OPEN_END = "\n\n";
    private static final int DOCUMENTS_AT_ONCE = 64;

    /**
     * @return {@code steps * rows} examples of {@code rowLength} tokens
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    List<LabelledExample> cut(
            StarterRecipe recipe,
            World world,
            Tokenizer tokenizer,
            Progress progress,
            Cancellation cancellation) {
        Corpus corpus = new Corpus(world, recipe.mix(), recipe.seed() + 1);
        boolean[] trained = new boolean[recipe.rowLength()];
        Arrays.fill(trained, true);
        int wanted = recipe.steps() * recipe.rows();
        List<LabelledExample> examples = new ArrayList<>(wanted);
        int[] row = new int[recipe.rowLength()];
        int filled = 0;
        while (examples.size() < wanted) {
            cancellation.check();
            progress.report("writing the corpus", examples.size(), wanted);
            for (int id : tokenizer.encode(documents(corpus)).ids()) {
                row[filled++] = id;
                if (filled == row.length) {
                    examples.add(new LabelledExample(row, trained));
                    row = new int[recipe.rowLength()];
                    filled = 0;
                }
            }
        }
        return examples.subList(0, wanted);
    }

    private static String documents(Corpus corpus) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < DOCUMENTS_AT_ONCE; i++) {
            Document document = corpus.next();
            text.append(document.body().text());
            text.append(document.closed() ? TokenizerFiles.END_OF_TEXT : OPEN_END);
        }
        return text.toString();
    }
}
