package org.sftworkbench.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sftworkbench.train.LengthPolicy;
import org.sftworkbench.train.LossNormalization;
import org.sftworkbench.train.ScheduleKind;
import org.sftworkbench.train.TrainingConfig;
import org.sftworkbench.ui.common.Numbers;
import org.sftworkbench.ui.common.words.Words;

class TrainingFormTest {
    private static final TrainingConfig OTHER =
            new TrainingConfig(
                    TrainingConfig.Optimizer.of(2e-3, 0.01, 0.5),
                    new TrainingConfig.Course(4, 0, ScheduleKind.COSINE, 0.1),
                    new TrainingConfig.Batching(16, 2, false, LossNormalization.MEAN_OF_MEANS),
                    new LengthPolicy(256, LengthPolicy.Overlong.FILTER),
                    7);

    private final TrainingForm form = new TrainingForm(Words.english());

    @Test
    void untouchedFormGivesTheDefaults() {
        assertThat(form.config()).contains(TrainingConfig.TRL_DEFAULTS);

        form.offer(OTHER);

        assertThat(form.config()).contains(OTHER);
    }

    @Test
    void whatTheUserTypedOutlivesNewDefaults() {
        form.learningRate().textProperty().set("3e-4");
        form.batchSize().textProperty().set("many");
        form.shuffleProperty().set(false);

        form.offer(OTHER);

        assertThat(form.learningRate().textProperty().get()).isEqualTo("3e-4");
        assertThat(form.batchSize().textProperty().get()).isEqualTo("many");
        assertThat(form.shuffleProperty().get()).isFalse();
        assertThat(form.maxLength().textProperty().get()).isEqualTo("256");
    }

    @Test
    void resetGoesBackToTheDefaultsOffered() {
        form.offer(OTHER);
        form.learningRate().textProperty().set("oops");
        form.byStepsProperty().set(true);

        form.reset();

        assertThat(form.config()).contains(OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0     | Batch size must be a whole number from 1 to 100000, not “0”.",
                "2.5   | Batch size must be a whole number from 1 to 100000, not “2.5”.",
                "eight | Batch size must be a whole number from 1 to 100000, not “eight”.",
                "9999999999 | Batch size can be 100000 at most, not “9999999999”.",
                "''    | Batch size is empty: it must be a whole number from 1 to 100000."
            })
    void badNumberIsNamedAndKeepsTheFormFromUse(String typed, String words) {
        form.batchSize().textProperty().set(typed);

        assertThat(form.batchSize().problemProperty().get()).isEqualTo(words);
        assertThat(form.problemProperty().get()).isEqualTo(words);
        assertThat(form.config()).isEmpty();
    }

    @Test
    void decimalCommaGetsAHint() {
        form.learningRate().textProperty().set("0,001");

        assertThat(form.problemProperty().get())
                .isEqualTo(
                        "Learning rate must be a number above 0 and at most 1000, not “0,001”; write"
                                + " decimals with a dot.");
    }

    @ParameterizedTest
    @CsvSource({
        "0,true",
        "0.1,true",
        "1,true",
        "20,true",
        "1.5,false",
        "-1,false",
        "1e9,false",
        "NaN,false"
    })
    void warmupIsStepsOrAShare(String typed, boolean allowed) {
        form.warmup().textProperty().set(typed);

        assertThat(form.config().isPresent()).isEqualTo(allowed);
    }

    @Test
    void noNumberIsTakenThatTheCommandsRefuse() {
        assertThat(
                        Map.of(
                                form.learningRate(), "1e30",
                                form.epochs(), "1e7",
                                form.batchSize(), "100001",
                                form.gradAccum(), "100001",
                                form.maxLength(), "10000001",
                                form.optimizer().beta1(), "1",
                                form.optimizer().epsilon(), "2",
                                form.optimizer().weightDecay(), "1001",
                                form.optimizer().maxGradNorm(), "1e13"))
                .allSatisfy(
                        (field, beyond) -> {
                            field.textProperty().set(beyond);
                            assertThat(field.problemProperty().get()).contains(beyond);
                            assertThat(form.config()).isEmpty();
                            field.reset();
                            assertThat(form.config()).isPresent();
                        });
    }

    @Test
    void aConstantRateHasNoWarmupWhateverStandsInItsField() {
        form.warmup().textProperty().set("10");
        form.scheduleProperty().set(ScheduleKind.CONSTANT_WITH_WARMUP);
        assertThat(form.config().orElseThrow().warmup()).isEqualTo(10);

        form.scheduleProperty().set(ScheduleKind.CONSTANT);
        assertThat(form.config().orElseThrow().warmup()).isZero();
        assertThat(form.config().orElseThrow().schedule()).isEqualTo(ScheduleKind.CONSTANT);
        form.warmup().textProperty().set("oops");
        assertThat(form.config()).as("what is not used need not be right").isPresent();
        form.scheduleProperty().set(ScheduleKind.LINEAR);
        assertThat(form.config()).isEmpty();
    }

    @Test
    void onlyTheChosenLengthOfARunHasToBeRight() {
        form.steps().textProperty().set("none");
        assertThat(form.config()).isPresent();

        form.byStepsProperty().set(true);
        assertThat(form.problemProperty().get()).startsWith("Steps must be");

        form.epochs().textProperty().set("");
        form.steps().textProperty().set("60");
        assertThat(form.config().orElseThrow().steps()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "2e-5,2e-5",
        "0.00025,2.5e-4",
        "0.002,0.002",
        "0,0",
        "1.0,1",
        "3,3",
        "0.1,0.1",
        "100,100"
    })
    void numbersAreWrittenAsOneWouldTypeThem(double value, String text) {
        assertThat(Numbers.format(value)).isEqualTo(text);
        assertThat(Numbers.parseDouble(text)).contains(value);
    }
}
