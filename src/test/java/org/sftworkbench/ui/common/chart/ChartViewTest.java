package org.sftworkbench.ui.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.chart.ValueRange.Heights;

class ChartViewTest {
    private final ChartView view = new ChartView();

    @Test
    void aViewOfEverythingGrowsWithTheRun() {
        view.setEnd(50);
        view.setEnd(200);

        assertThat(view.rangeProperty().get()).isEqualTo(new StepRange(0, 200));
        assertThat(view.zoomedProperty().get()).isFalse();
    }

    @Test
    void theStepUnderTheMouseKeepsItsPlace() {
        view.setEnd(100);
        view.zoom(25, 0.5);

        StepRange range = view.rangeProperty().get();
        assertThat(range.length()).isCloseTo(50, within(1e-9));
        assertThat((25 - range.from()) / range.length()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void aCloserLookStaysWhereItIsAsTheRunGoesOn() {
        view.setEnd(100);
        view.zoom(50, 0.2);
        StepRange closer = view.rangeProperty().get();

        view.setEnd(500);

        assertThat(view.rangeProperty().get()).isEqualTo(closer);
        view.reset();
        assertThat(view.rangeProperty().get()).isEqualTo(new StepRange(0, 500));
    }

    @Test
    void nothingIsShownBeyondTheRun() {
        view.setEnd(100);
        view.zoom(90, 0.5);
        view.pan(1000);
        assertThat(view.rangeProperty().get()).isEqualTo(new StepRange(50, 100));

        view.pan(-1000);
        assertThat(view.rangeProperty().get()).isEqualTo(new StepRange(0, 50));
        view.zoom(25, 100);
        assertThat(view.zoomedProperty().get()).isFalse();
    }

    @Test
    void aLineSaysNothingWhereItHasNotBeenOrHasEnded() {
        Points points = new Points();
        points.addAll(new double[] {10, 20, 30}, new double[] {1, 2, 3});

        assertThat(points.valueAt(5)).isNaN();
        assertThat(points.valueAt(25)).isEqualTo(2);
        assertThat(points.valueAt(35)).isEqualTo(3);
        assertThat(points.valueAt(90)).isNaN();
    }

    @Test
    void logarithmicTicksStandAtOneTwoAndFive() {
        assertThat(NiceAxis.logarithmicTicks(0.15, 3))
                .containsExactly(new double[] {0.2, 0.5, 1, 2}, within(1e-9));
        assertThat(NiceAxis.logarithmicTicks(1e-5, 2))
                .containsExactly(new double[] {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1}, within(1e-9));
    }

    @Test
    void overManyPowersOfTenLogarithmicTicksAreFew() {
        assertThat(NiceAxis.logarithmicTicks(1e-6, 1e30))
                .containsExactly(1e-6, 1, 1e6, 1e12, 1e18, 1e24, 1e30);
        assertThat(NiceAxis.logarithmicTicks(2e-9, 3))
                .containsExactly(new double[] {1e-8, 1e-6, 1e-4, 1e-2, 1}, within(1e-12));
    }

    @Test
    void theTableHasEveryStepAndEmptyCells() {
        Points loss = new Points();
        loss.addAll(new double[] {1, 2, 3}, new double[] {2.5, 2, 1.5});
        Points eval = new Points();
        eval.addAll(new double[] {0, 2}, new double[] {3, 2.25});

        ChartTable table =
                ChartTable.of(
                        List.of(
                                new ChartLine(
                                        new SimpleStringProperty("loss"), List.of(), false, loss),
                                new ChartLine(
                                        new SimpleStringProperty("eval, \"held out\""),
                                        List.of(),
                                        true,
                                        eval)));

        assertThat(table.csv())
                .isEqualTo(
                        "step,loss,\"eval, \"\"held out\"\"\"\r\n0,,3\r\n1,2.5,\r\n2,2,2.25\r\n3,1.5,\r\n");
    }

    @Test
    void smoothingFollowsAGrowingLine() {
        Points raw = new Points();
        SmoothedPoints smoothed = new SmoothedPoints(raw);
        raw.addAll(new double[] {1, 2}, new double[] {4, 0});
        assertThat(smoothed.at(0.5).size()).isEqualTo(2);
        raw.add(3, 0);

        Points average = smoothed.at(0.5);
        assertThat(average.size()).isEqualTo(3);
        assertThat(average.value(0)).isEqualTo(4);
        assertThat(average.value(2)).isLessThan(average.value(1));

        raw.clear();
        smoothed.clear();
        raw.add(1, 7);
        assertThat(smoothed.at(0.5).value(0)).isEqualTo(7);
    }

    @Test
    void valuesOfZeroKeepTheScaleLinear() {
        DrawnPoints zero = new DrawnPoints(new double[] {1, 2}, new double[] {0, 2});
        DrawnPoints positive = new DrawnPoints(new double[] {1, 2}, new double[] {0.1, 2});

        assertThat(ValueRange.of(List.of(zero), Heights.ANY, false, true).logarithmic()).isFalse();
        assertThat(ValueRange.of(List.of(positive), Heights.ANY, false, true).logarithmic())
                .isTrue();
        assertThat(ValueRange.of(List.of(positive), Heights.ANY, false, false).from()).isZero();
        assertThat(ValueRange.of(List.of(), Heights.ANY, false, true))
                .isEqualTo(new ValueRange(0, 1, false));
    }

    @Test
    void nextToNothingDoesNotLookLikeMuch() {
        Heights least = new Heights(5, 0.01);
        DrawnPoints tiny = new DrawnPoints(new double[] {1, 2}, new double[] {1e-9, 2e-8});
        DrawnPoints more = new DrawnPoints(new double[] {1, 2}, new double[] {1e-9, 0.5});

        assertThat(ValueRange.of(List.of(tiny), least, false, false))
                .isEqualTo(new ValueRange(0, 0.01, false));
        assertThat(ValueRange.of(List.of(tiny), least, true, false))
                .as("looked at closely")
                .isEqualTo(new ValueRange(0, 0.01, false));
        assertThat(ValueRange.of(List.of(more), least, false, false).to()).isBetween(0.5, 0.6);
        assertThat(ValueRange.of(List.of(), least, false, false))
                .as("where nothing is drawn")
                .isEqualTo(new ValueRange(0, 5, false));
    }
}
