package org.sftworkbench.train;

/**
 * When rows held out are scored, and in what batches.
 *
 * @param every optimizer steps between two evaluations; 0 for at the ends of the run only
 * @param batchSize rows of a batch, at least 1; TRL takes its means over batches
 */
public record EvaluationPlan(int every, int batchSize) {
    public EvaluationPlan {
        if (every < 0) {
            throw new IllegalArgumentException(
                    "steps between two evaluations must be 0 or more, not " + every);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException(
                    "evaluation batch size must be at least 1, not " + batchSize);
        }
    }
}
