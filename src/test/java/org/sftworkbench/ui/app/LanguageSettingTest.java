package org.sftworkbench.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.prefs.Preferences;
import org.junit.jupiter.api.Test;
import org.sftworkbench.ui.MemoryPreferences;
import org.sftworkbench.ui.common.words.Language;

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

    private Language language(Locale system) {
        return new LanguageSetting(preferences, system).words().languageProperty().get();
    }
}
