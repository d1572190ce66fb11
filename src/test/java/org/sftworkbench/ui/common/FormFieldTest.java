package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class FormFieldTest {
    @Test
    void saysWhatIsWrongInTheLanguageOfTheWindow() throws Exception {
        Path chinese = Path.of("src/main/resources/org/sftworkbench/ui/common/zh.json");
        Words words =
                new Words(Language.ENGLISH, Dictionary.read(List.of(chinese.toUri().toURL())));
        FormField<Integer> steps = FormField.wholeNumber(words, "Steps", 1);
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
        FormField<Double> rate = FormField.positive("Learning rate");
        assertThat(rate.problemProperty().get())
                .isEqualTo("Learning rate is empty: it must be a number above 0.");
        rate.textProperty().set("0,001");
        assertThat(rate.problemProperty().get())
                .isEqualTo(
                        "Learning rate must be a number above 0, not “0,001”; write decimals with"
                                + " a dot.");
    }
}
