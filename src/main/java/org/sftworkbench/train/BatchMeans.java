package org.sftworkbench.train;

import java.util.Set;
import org.sftworkbench.model.TokenFigures;

/**
 * Gathers what batches score into the figures that TRL 1.13 logs: accuracy and entropy are means of
 * the batches' means ({@code SFTTrainer.log}), and the loss of an evaluation weighs the batches by
 * their rows ({@code Trainer.evaluation_loop} of transformers 5.18). Not thread-safe.
 */
final class BatchMeans {
    private final Set<Integer> turnEnds;
    private int batches;
    private long rows;
    private long tokens;
    private double nll;
    private double lossOfRows;
    private double accuracies;
    private double entropies;
    private double stopping;
    private long stops;

    /**
     * @param turnEnds ids that end a turn
     */
    BatchMeans(Set<Integer> turnEnds) {
        this.turnEnds = turnEnds;
    }

    /**
     * @param rowsOfBatch how many rows the batch has
     * @param figures of its supervised tokens, of which there is at least one
     */
    void add(int rowsOfBatch, TokenFigures figures) {
        int right = 0;
        double entropy = 0;
        for (int i = 0; i < figures.count(); i++) {
            right += figures.likeliest()[i] ? 1 : 0;
            entropy += figures.entropy()[i];
            if (turnEnds.contains(figures.targets()[i])) {
                stopping += Math.exp(-figures.nll()[i]);
                stops++;
            }
        }
        double sum = figures.sumOfNll();
        batches++;
        rows += rowsOfBatch;
        tokens += figures.count();
        nll += sum;
        lossOfRows += rowsOfBatch * (sum / figures.count());
        accuracies += (double) right / figures.count();
        entropies += entropy / figures.count();
    }

    /** Mean NLL of the batches, each weighed by its rows (nats). */
    double lossByRows() {
        return lossOfRows / rows;
    }

    /** Mean NLL of all tokens (nats). */
    double lossByTokens() {
        return nll / tokens;
    }

    double accuracy() {
        return accuracies / batches;
    }

    /** In nats. */
    double entropy() {
        return entropies / batches;
    }

    /** NaN where no token ended a turn. */
    double stopProbability() {
        return stops == 0 ? Double.NaN : stopping / stops;
    }

    long tokens() {
        return tokens;
    }
}
