package org.sftworkbench.ui.learn;

import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.StackPane;
import org.sftworkbench.train.LearningRate;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.words.Words;

/** The three schedules after the same warm-up, as the trainer computes them. FX thread only. */
final class ScheduleChart extends StackPane {
    private static final int STEPS = 100;
    private static final int WARMUP = 10;

    ScheduleChart(Words words) {
        getStyleClass().add("lesson-chart");
        NumberAxis steps = new NumberAxis(0, STEPS, 10);
        steps.setLabel(words.say("Step (10 of 100 are warm-up)"));
        NumberAxis rates = new NumberAxis(0, 1.05, 0.25);
        rates.setLabel(words.say("Share of the peak"));
        LineChart<Number, Number> chart = new LineChart<>(steps, rates);
        chart.setCreateSymbols(false);
        chart.setAnimated(false);
        chart.getData().add(series(words.say("constant"), ScheduleKind.CONSTANT));
        chart.getData().add(series(words.say("linear"), ScheduleKind.LINEAR));
        chart.getData().add(series(words.say("cosine"), ScheduleKind.COSINE));
        getChildren().add(chart);
    }

    private static XYChart.Series<Number, Number> series(String name, ScheduleKind kind) {
        TrainingConfig trl = TrainingConfig.TRL_DEFAULTS;
        LearningRate rate =
                new LearningRate(
                        new TrainingConfig(
                                TrainingConfig.Optimizer.of(1, 0, 0),
                                new TrainingConfig.Course(trl.epochs(), STEPS, kind, WARMUP),
                                new TrainingConfig.Batching(
                                        trl.batchSize(),
                                        trl.gradAccum(),
                                        false,
                                        trl.normalization()),
                                new LengthPolicy(0, LengthPolicy.Overlong.FILTER),
                                trl.seed()),
                        STEPS);
        XYChart.Series<Number, Number> series = new XYChart.Series<>();
        series.setName(name);
        for (int step = 1; step <= STEPS; step++) {
            series.getData().add(new XYChart.Data<>(step, rate.at(step)));
        }
        return series;
    }
}
