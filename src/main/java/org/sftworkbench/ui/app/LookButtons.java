package org.sftworkbench.ui.app;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;
import org.sftworkbench.ui.common.words.Words;

/** The buttons for theme and language: each shows what a click switches to. FX thread only. */
final class LookButtons {
    private final Button theme;
    private final FontIcon themeIcon;
    private final Button language;

    LookButtons(Button theme, FontIcon themeIcon, Button language) {
        this.theme = theme;
        this.themeIcon = themeIcon;
        this.language = language;
    }

    void bind(ThemeSetting themes, LanguageSetting languages) {
        themes.darkProperty().addListener((p, old, now) -> show(themes, languages));
        languages.words().languageProperty().addListener((p, old, now) -> show(themes, languages));
        show(themes, languages);
    }

    private void show(ThemeSetting themes, LanguageSetting languages) {
        Words words = languages.words();
        boolean dark = themes.darkProperty().get();
        themeIcon.setIconLiteral(dark ? "fas-sun" : "fas-moon");
        name(
                theme,
                dark
                        ? words.say("Switch to the light theme")
                        : words.say("Switch to the dark theme"));
        // Whoever looks for it reads the other language and perhaps not this one.
        language.setText(languages.other().ownName());
        name(language, words.say("Switch to the other language (F8)"));
    }

    private static void name(Button button, String says) {
        button.setTooltip(new Tooltip(says));
        button.setAccessibleText(says);
    }
}
