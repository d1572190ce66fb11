package org.sftworkbench.train;

import java.util.ArrayList;
import java.util.List;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Bytes;
import org.sftworkbench.model.MemoryNeed;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.TrainedAs;

/**
 * Says before a run how much memory it will take at its peak.
 *
 * @param need by what it is for
 * @param freeBytes on the device; 0 where that is not known
 * @param batchSize rows of a micro-batch
 * @param lora whether adapters are trained instead of the weights
 * @param checkpointing whether activations are computed twice
 */
public record MemoryForecast(
        MemoryNeed need, long freeBytes, int batchSize, boolean lora, boolean checkpointing) {
    /**
     * Rows looked at before it is left at that: a run may take any number of steps, and by then the
     * longest rows have been together.
     */
    private static final long ROWS_LOOKED_AT = 5_000_000;

    /**
     * Looks at the micro-batches that the run will see.
     *
     * @param examples the rows of the run
     * @throws TrainingException where none of them can be trained on
     */
    public static MemoryForecast of(
            ModelConfig model,
            TrainedAs as,
            List<LabelledExample> examples,
            TrainingConfig config,
            StepOptions options,
            long freeBytes) {
        RowPlan plan = new RowPlan(examples, config, options);
        long tokens = 0;
        long supervised = 0;
        long rows = 0;
        for (int step = 1; step <= plan.totalSteps() && rows < ROWS_LOOKED_AT; step++) {
            for (List<LabelledExample> batch : plan.window(step)) {
                long longest = batch.stream().mapToInt(LabelledExample::length).max().orElse(0);
                long all = batch.stream().mapToLong(LabelledExample::length).sum();
                long own = options.rightPadding() ? batch.size() * longest : all;
                rows += batch.size();
                tokens = Math.max(tokens, own);
                supervised =
                        Math.max(
                                supervised,
                                batch.stream().mapToLong(LabelledExample::supervisedTokens).sum());
            }
        }
        return new MemoryForecast(
                MemoryNeed.ofTraining(model, as, tokens, supervised, options.checkpointing()),
                freeBytes,
                config.batchSize(),
                as.lora().isPresent(),
                options.checkpointing());
    }

    /** Whether it fits, as far as that is known. */
    public boolean fits() {
        return freeBytes <= 0 || need.total() <= freeBytes;
    }

    /** Such as {@code needs about 9.8 GB; 7.1 GB free: try LoRA or batch size 1}. */
    public String sentence() {
        String needs = "needs about " + Bytes.text(need.total());
        if (freeBytes <= 0) {
            return needs;
        }
        String free = needs + "; " + Bytes.text(freeBytes) + " free";
        return fits() ? free : free + ": try " + remedy();
    }

    private String remedy() {
        List<String> ways = new ArrayList<>();
        if (!lora) {
            ways.add("LoRA");
        }
        if (batchSize > 1) {
            ways.add("batch size 1");
        }
        if (!checkpointing) {
            ways.add("gradient checkpointing");
        }
        ways.add(ways.isEmpty() ? "shorter rows or a smaller model" : "a smaller model");
        int last = ways.size() - 1;
        return String.join(", ", ways.subList(0, last)) + (last > 0 ? " or " : "") + ways.get(last);
    }
}
