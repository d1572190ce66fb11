package org.sftworkbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.sftworkbench.generate.GenerationSettings;
import org.sftworkbench.generate.Generator;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.MachineSpeed;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.Workload;

/** Generates with random weights and measures how fast. Engine thread only. */
public final class GenerateBench implements AutoCloseable {
    private final LanguageModel model;
    private final Loading loading;

    public GenerateBench(ModelConfig config, Loading loading) {
        this.model = LanguageModel.random(config, loading.toGenerate());
        this.loading = loading;
    }

    /**
     * What was measured.
     *
     * @param rows continued together
     * @param promptTokens of each row
     * @param newTokens of each row
     * @param promptSeconds until the first token
     * @param tokensPerSecond of all rows, after the first token
     * @param bytesPerSecond that had to be read: every matrix and the cache, once a step
     * @param bandwidth bytes a second this machine reads, in the same run
     * @param share of it that was reached
     */
    public record Result(
            int rows,
            int promptTokens,
            int newTokens,
            double promptSeconds,
            double tokensPerSecond,
            double bytesPerSecond,
            double bandwidth,
            double share) {}

    /**
     * Continues rows of random prompts, the longest of {@code prompt} tokens and the others up to a
     * quarter shorter, so that there is left padding.
     *
     * @param settings how to continue them
     */
    public Result run(
            int rows, int prompt, GenerationSettings settings, Cancellation cancellation) {
        int newTokens = settings.maxNewTokens();
        Random random = new Random(1);
        List<int[]> prompts = new ArrayList<>();
        for (int b = 0; b < rows; b++) {
            int length = prompt - b * prompt / (4 * rows);
            prompts.add(random.ints(length, 0, model.config().vocabularySize()).toArray());
        }
        MachineSpeed machine = MachineSpeed.measure(model);
        long[] first = {0};
        long start = System.nanoTime();
        new Generator(model)
                .generate(
                        prompts,
                        settings,
                        ids -> first[0] = first[0] == 0 ? System.nanoTime() : first[0],
                        cancellation);
        double seconds = (System.nanoTime() - first[0]) * 1e-9;
        int steps = newTokens - 1;
        double bytes =
                new Workload(model.config())
                                .bytesOfStep(rows, prompt + newTokens / 2, loading.precision())
                        * steps
                        / seconds;
        return new Result(
                rows,
                prompt,
                newTokens,
                (first[0] - start) * 1e-9,
                rows * steps / seconds,
                bytes,
                machine.bytesRead(),
                bytes / machine.bytesRead());
    }

    @Override
    public void close() {
        model.close();
    }
}
