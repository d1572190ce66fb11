package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.prefs.Preferences;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;
import org.sftworkbench.ui.common.words.Words;

class LanguageSettingTest {
    private final Preferences preferences = new MemoryPreferences();

    @Test
    void beginsWithTheLanguageOfTheSystem() {
        assertThat(language(Locale.CHINA)).isEqualTo(Language.CHINESE);
        assertThat(language(Locale.FRANCE)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whatTheUserChoseIsRemembered() {
        LanguageSetting setting = new LanguageSetting(preferences, Locale.UK);
        assertThat(setting.other()).isEqualTo(Language.CHINESE);
        setting.switchOver();
        assertThat(setting.words().say("Template")).isEqualTo("模板");
        assertThat(language(Locale.UK)).isEqualTo(Language.CHINESE);
        setting.switchOver();
        assertThat(language(Locale.CHINA)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void whatNoVersionKnowsIsAsIfNothingHadBeenChosen() {
        preferences.put("language", "tlh");
        assertThat(language(Locale.CHINA)).isEqualTo(Language.CHINESE);
    }

    @Test
    void everyPanesDictionaryIsRead() throws Exception {
        Words words = new LanguageSetting(preferences, Locale.CHINA).words();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/org/sftworkbench/ui"))) {
            for (Path file : files.filter(f -> f.toString().endsWith("zh.json")).toList()) {
                Map<String, String> dictionary =
                        new ObjectMapper()
                                .readValue(
                                        file.toFile(), new TypeReference<Map<String, String>>() {});
                dictionary.forEach(
                        (english, chinese) ->
                                assertThat(words.say(english))
                                        .as("%s of %s", english, file)
                                        .isEqualTo(chinese));
            }
        }
    }

    private Language language(Locale system) {
        return new LanguageSetting(preferences, system).words().languageProperty().get();
    }
}
