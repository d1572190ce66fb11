package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which rows go into which optimizer step: each epoch visits every row once, in a new order where
 * shuffled; its last window may be smaller, and windows never straddle epochs. Not thread-safe.
 */
final class BatchPlan {
    private final int rows;
    private final TrainingConfig config;
    private final int microBatches;
    private final int stepsPerEpoch;
    private final int totalSteps;
    private int orderedEpoch = -1;
    private int[] orderOfEpoch;

    BatchPlan(int rows, TrainingConfig config) {
        this.rows = rows;
        this.config = config;
        this.microBatches = ceilDiv(rows, config.batchSize());
        this.stepsPerEpoch = ceilDiv(microBatches, config.gradAccum());
        this.totalSteps =
                config.steps() > 0
                        ? config.steps()
                        : (int) Math.ceil(stepsPerEpoch * config.epochs());
    }

    int totalSteps() {
        return totalSteps;
    }

    /**
     * Epochs completed after a step, from 1: by micro-batches, as transformers counts, so that a
     * last window that is not full is a smaller part of its epoch.
     */
    double epochAfter(int step) {
        int whole = step / stepsPerEpoch;
        int rest = step % stepsPerEpoch;
        return whole + (double) rest * config.gradAccum() / microBatches;
    }

    /** Micro-batches of row indices of a step, from 1. */
    List<int[]> window(int step) {
        int epoch = (step - 1) / stepsPerEpoch;
        long first = (step - 1L) % stepsPerEpoch * config.gradAccum() * (long) config.batchSize();
        if (epoch != orderedEpoch) {
            orderOfEpoch = order(epoch);
            orderedEpoch = epoch;
        }
        List<int[]> window = new ArrayList<>();
        for (int m = 0; m < config.gradAccum(); m++) {
            int from = (int) Math.min(rows, first + m * (long) config.batchSize());
            int to = (int) Math.min(rows, from + (long) config.batchSize());
            if (from >= to) {
                break;
            }
            int[] batch = new int[to - from];
            System.arraycopy(orderOfEpoch, from, batch, 0, batch.length);
            window.add(batch);
        }
        return window;
    }

    private int[] order(int epoch) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        if (config.shuffle()) {
            SplittableRandom random = new SplittableRandom(config.seed() * 1_000_003 + epoch);
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        }
        return order;
    }

    private static int ceilDiv(int a, int b) {
        return (int) ((a + (long) b - 1) / b);
    }
}
