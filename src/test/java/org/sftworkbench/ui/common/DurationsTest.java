package org.sftworkbench.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.common.words.Dictionary;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class DurationsTest {
    @Test
    void aDurationIsSaidInEachLanguage() {
        Words words =
                new Words(
                        Language.ENGLISH,
                        Dictionary.read(
                                List.of(
                                        Durations.class.getResource(
                                                "/org/sftworkbench/ui/common/zh.json"))));
        assertThat(Durations.say(words, 41.6)).isEqualTo("42 s");
        assertThat(Durations.say(words, 185)).isEqualTo("3 min 5 s");
        assertThat(Durations.say(words, 7400)).isEqualTo("2 h 3 min");
        words.languageProperty().set(Language.CHINESE);
        assertThat(Durations.say(words, 41.6)).isEqualTo("42 秒");
        assertThat(Durations.say(words, 185)).isEqualTo("3 分 5 秒");
        assertThat(Durations.say(words, 7400)).isEqualTo("2 小时 3 分");
    }
}
