package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.job.NumberRange;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class FormFieldTest {
    @Test
    void saysWhatIsWrongInTheLanguageOfTheWindow() throws Exception {
        Path chinese = Path.of("src/main/resources/org/sftworkbench/ui/common/zh.json");
        Words words =
                new Words(Language.ENGLISH, Dictionary.read(List.of(chinese.toUri().toURL())));
        FormField<Integer> steps =
                FormField.wholeNumber(words, "Steps", NumberRange.of(1, Integer.MAX_VALUE));
        steps.textProperty().set("0");
        assertThat(steps.problemProperty().get())
                .isEqualTo("Steps must be a whole number of at least 1, not “0”.");
        words.languageProperty().set(Language.CHINESE);
        assertThat(steps.problemProperty().get()).contains("不小于 1 的整数");
        steps.textProperty().set("2");
        assertThat(steps.problemProperty().get()).isEmpty();
    }

    @Test
    void aCommaForADotAndAnEmptyFieldHaveTheirOwnSentences() {
        FormField<Double> rate = FormField.number("Learning rate", NumberRange.above(0, 1_000));
        assertThat(rate.problemProperty().get())
                .isEqualTo(
                        "Learning rate is empty: it must be a number above 0 and at most"
                                + " 1000.");
        rate.textProperty().set("0,001");
        assertThat(rate.problemProperty().get())
                .isEqualTo(
                        "Learning rate must be a number above 0 and at most 1000, not “0,001”; write"
                                + " decimals with a dot.");
    }

    @Test
    void whatAnInputMethodWritesWideIsToldAsItHasToBeWritten() {
        FormField<Double> rate = FormField.number("Learning rate", NumberRange.above(0, 1_000));
        for (String wide : new String[] {"０.５", "0。5", "0．5", "０。５"}) {
            rate.textProperty().set(wide);
            assertThat(rate.value()).isEmpty();
            assertThat(rate.problemProperty().get())
                    .isEqualTo(
                            "Learning rate must be a number above 0 and at most 1000, not “%s”; write it in"
                                    + " half-width characters: 0.5.",
                            wide);
        }
        rate.textProperty().set("0，5");
        assertThat(rate.problemProperty().get()).endsWith("write decimals with a dot.");
    }

    @Test
    void aNumberBeyondItsRangeIsRefusedWithTheRange() {
        FormField<Double> rate = FormField.number("Learning rate", NumberRange.above(0, 1_000));
        rate.textProperty().set("1000");
        assertThat(rate.problemProperty().get()).isEmpty();
        for (String beyond : new String[] {"1e30", "1000.1", "0", "-1"}) {
            rate.textProperty().set(beyond);
            assertThat(rate.value()).isEmpty();
            assertThat(rate.problemProperty().get())
                    .isEqualTo(
                            "Learning rate must be a number above 0 and at most 1000, not “%s”.",
                            beyond);
        }
        FormField<Double> beta = FormField.number("Beta 1", NumberRange.below(0, 1));
        beta.textProperty().set("1");
        assertThat(beta.problemProperty().get())
                .isEqualTo("Beta 1 must be a number from 0 to below 1, not “1”.");
        FormField<Integer> size = FormField.wholeNumber("Batch size", NumberRange.of(1, 100_000));
        size.textProperty().set("0");
        assertThat(size.problemProperty().get())
                .isEqualTo("Batch size must be a whole number from 1 to 100000, not “0”.");
        size.textProperty().set("100001");
        assertThat(size.problemProperty().get())
                .isEqualTo("Batch size can be 100000 at most, not “100001”.");
    }

    @Test
    void aWholeNumberThatIsTooLargeIsNotCalledNone() {
        FormField<Integer> steps =
                FormField.wholeNumber("Steps", NumberRange.of(1, Integer.MAX_VALUE));
        steps.textProperty().set("2147483647");
        assertThat(steps.problemProperty().get()).isEmpty();
        for (String large : new String[] {"2147483648", "99999999999999999999"}) {
            steps.textProperty().set(large);
            assertThat(steps.problemProperty().get())
                    .isEqualTo("Steps can be 2147483647 at most, not “" + large + "”.");
        }
        FormField<Long> seed = FormField.anyWholeNumber("Seed");
        seed.textProperty().set("-1234567890123456789");
        assertThat(seed.problemProperty().get())
                .isEqualTo(
                        "Seed must be a whole number of at most 18 digits, not"
                                + " “-1234567890123456789”.");
    }
}
