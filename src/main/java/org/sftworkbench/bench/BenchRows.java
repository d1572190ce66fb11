package org.sftworkbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sftworkbench.data.LabelledExample;

/** Rows of random tokens to train on, the same for the same seed. */
public final class BenchRows {
    private final Random random;
    private final int vocabulary;

    /**
     * @param vocabulary ids are below it
     */
    public BenchRows(int vocabulary, long seed) {
        this.random = new Random(seed);
        this.vocabulary = vocabulary;
    }

    /**
     * Rows of one length.
     *
     * @param trainedShare of each row's tokens, the last ones
     */
    public List<LabelledExample> equal(int count, int length, double trainedShare) {
        List<LabelledExample> rows = new ArrayList<>();
        int answer = Math.max(1, (int) Math.round(length * trainedShare));
        for (int i = 0; i < count; i++) {
            rows.add(row(length - answer, answer));
        }
        return rows;
    }

    /**
     * Rows of a prompt and an answer, each of log-normal length, of which the answer is trained.
     *
     * @param promptMedian tokens
     * @param answerMedian tokens
     * @param spread standard deviation of the lengths' logarithms
     */
    public List<LabelledExample> mixed(
            int count, double promptMedian, double answerMedian, double spread) {
        List<LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(length(promptMedian, spread), length(answerMedian, spread)));
        }
        return rows;
    }

    private int length(double median, double spread) {
        return Math.max(1, (int) Math.round(median * Math.exp(spread * random.nextGaussian())));
    }

    private LabelledExample row(int prompt, int answer) {
        int[] ids = random.ints(prompt + answer, 0, vocabulary).toArray();
        boolean[] trained = new boolean[ids.length];
        for (int t = prompt; t < trained.length; t++) {
            trained[t] = true;
        }
        return new LabelledExample(ids, trained);
    }
}
