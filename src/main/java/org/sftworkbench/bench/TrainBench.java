package org.sftworkbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.sftworkbench.data.LabelledExample;
import org.sftworkbench.job.Cancellation;
import org.sftworkbench.model.LanguageModel;
import org.sftworkbench.model.Loading;
import org.sftworkbench.model.MachineSpeed;
import org.sftworkbench.model.ModelConfig;
import org.sftworkbench.model.TrainedAs;
import org.sftworkbench.model.Workload;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.MemoryForecast;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.StepOptions;
import org.sftworkbench.train.TrainStep;
import org.sftworkbench.train.Trainer;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.train.TrainingListener;

/** Trains a model with random weights and measures how fast. Engine thread only. */
public final class TrainBench {
    private final ModelConfig config;
    private final Loading loading;
    private final StepOptions options;
    private final int batchSize;
    private final int warmUp;

    /**
     * @param batchSize rows of a step
     * @param warmUp steps that are not counted
     */
    public TrainBench(
            ModelConfig config, Loading loading, StepOptions options, int batchSize, int warmUp) {
        this.config = config;
        this.loading = loading;
        this.options = options;
        this.batchSize = batchSize;
        this.warmUp = warmUp;
    }

    /**
     * What was measured.
     *
     * @param steps that were counted
     * @param tokens of their rows, without padding
     * @param supervisedTokens of them
     * @param seconds they took
     * @param tokensPerSecond tokens over seconds
     * @param operationsPerSecond floating-point operations of the model, counted from its shape,
     *     over seconds
     * @param multiplications operations a second of large matrix products on this machine, in the
     *     same run
     * @param share of them that was reached
     * @param forecastBytes memory that the run was said to take at its peak
     * @param peakBytes memory of this process at its peak, or in use on the GPU; null where the
     *     system does not tell
     */
    public record Result(
            int steps,
            long tokens,
            long supervisedTokens,
            double seconds,
            double tokensPerSecond,
            double operationsPerSecond,
            double multiplications,
            double share,
            long forecastBytes,
            Long peakBytes) {}

    /**
     * Trains on the rows in their order, one step for each batch.
     *
     * @param told each step, uncounted ones too
     */
    public Result run(
            List<LabelledExample> rows, Consumer<TrainStep> told, Cancellation cancellation) {
        try (LanguageModel model = LanguageModel.random(config, loading)) {
            int steps = (rows.size() + batchSize - 1) / batchSize;
            List<TrainStep> counted = new ArrayList<>();
            new Trainer(model, rows, numbers(steps), options, 0)
                    .run(
                            new TrainingListener() {
                                @Override
                                public void started(int used, int dropped, int totalSteps) {}

                                @Override
                                public void stepped(TrainStep step) {
                                    told.accept(step);
                                    if (step.step() > warmUp) {
                                        counted.add(step);
                                    }
                                }
                            },
                            cancellation);
            // Read before the yardsticks take memory of their own.
            OptionalLong peak = peak(model);
            MemoryForecast forecast =
                    MemoryForecast.of(
                            config,
                            new TrainedAs(
                                    loading.precision(),
                                    loading.lora(),
                                    model.isOnGpu(),
                                    loading.oneDnn()),
                            rows,
                            numbers(steps),
                            options,
                            0);
            return result(rows, counted, MachineSpeed.measure(model), forecast, peak);
        }
    }

    /** A GPU's memory stays with the process that once took it, so what it has now is the most. */
    private OptionalLong peak(LanguageModel model) {
        if (!model.isOnGpu()) {
            return PeakMemory.bytes();
        }
        long inUse = model.memoryInUse();
        return inUse > 0 ? OptionalLong.of(inUse) : OptionalLong.empty();
    }

    private Result result(
            List<LabelledExample> rows,
            List<TrainStep> counted,
            MachineSpeed machine,
            MemoryForecast forecast,
            OptionalLong peak) {
        List<LabelledExample> used =
                rows.subList(Math.min(rows.size(), warmUp * batchSize), rows.size());
        long tokens = counted.stream().mapToLong(TrainStep::tokens).sum();
        long supervised = counted.stream().mapToLong(TrainStep::supervisedTokens).sum();
        double seconds = counted.stream().mapToDouble(s -> s.tokens() / s.tokensPerSecond()).sum();
        double operations =
                new Workload(config)
                                .trainingOperations(
                                        used.stream().mapToInt(LabelledExample::length).toArray(),
                                        supervised,
                                        loading.lora())
                        / seconds;
        return new Result(
                counted.size(),
                tokens,
                supervised,
                seconds,
                tokens / seconds,
                operations,
                machine.multiplications(),
                operations / machine.multiplications(),
                forecast.need().total(),
                peak.isPresent() ? peak.getAsLong() : null);
    }

    private TrainingConfig numbers(int steps) {
        return new TrainingConfig(
                TrainingConfig.Optimizer.of(1e-5, 0, 1),
                new TrainingConfig.Course(1, steps, ScheduleKind.CONSTANT, 0),
                new TrainingConfig.Batching(batchSize, 1, false, LossNormalization.TOKEN_MEAN),
                new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                0);
    }
}
